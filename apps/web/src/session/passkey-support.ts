'use client';

import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { useEffect, useState } from 'react';

/** A passkey is bound to a host's name: an address in digits has none. */
export function hasName(hostname: string): boolean {
  return !/^[\d.]+$|:/.test(hostname);
}

/** Whether passkeys work in this browser at this address; false until it is known. */
export function usePasskeySupport(): boolean {
  const [works, setWorks] = useState(false);
  useEffect(() => setWorks(browserSupportsWebAuthn() && hasName(window.location.hostname)), []);
  return works;
}
