import { notFound } from 'next/navigation';
import { LegalScreen } from '../../../features/legal/legal.screen.tsx';
import { isLegalName, loadLegalText } from '../../../features/legal/legal-text.ts';

export default async function Page({ params }: { params: Promise<{ document: string }> }) {
  const { document } = await params;
  if (!isLegalName(document)) notFound();
  const [ru, uz] = await Promise.all([loadLegalText(document, 'ru'), loadLegalText(document, 'uz')]);
  return <LegalScreen texts={{ ru, uz }} />;
}
