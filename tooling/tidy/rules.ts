/** A file of the repository as the rules see it. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly path: string;
  /** From 1; 0 for the file as a whole. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export type Rule = (file: SourceFile) => Finding[];

/** Files that may be longer than the limit, each with its reason. */
export const longFilesAllowed: Readonly<Record<string, string>> = {};

const maxLines = 400;
const maxPageLines = 80;

const roles = new Set(
  `controller factory encoder parser printer usecase repository port form panel hub query module table screen page adapter guard filter interceptor
   decorator pipe config main schema store machine driver provider context hook worker host client server
   contract types errors messages simulator seed migration global-setup test prop pg sqlite sim e2e bench contrast d fixture`
    .trim()
    .split(/\s+/),
);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const isCode = (path: string) => /\.(ts|tsx|mts|mjs|cjs|js|css|sql)$/.test(path);
const isText = (path: string) => isCode(path) || /\.(md|json|yaml|yml|html|prisma)$/.test(path);

const wholeFile = (file: SourceFile, rule: string, message: string): Finding => ({
  path: file.path,
  line: 0,
  rule,
  message,
});

function inLines(file: SourceFile, pattern: RegExp, rule: string, message: string): Finding[] {
  return file.text
    .split('\n')
    .flatMap((text, index) =>
      pattern.test(text) ? [{ path: file.path, line: index + 1, rule, message }] : [],
    );
}

const fileName: Rule = (file) => {
  if (!/\.(ts|tsx|mts|mjs|cjs)$/.test(file.path)) return [];
  const name = file.path.split('/').at(-1) ?? '';
  const [stem = '', ...suffixes] = name.split('.').slice(0, -1);
  const findings: Finding[] = [];
  // Next gives meaning to some names: [id], _not-found, (group).
  if (!kebab.test(stem)) findings.push(wholeFile(file, 'file-name', `"${stem}" is not kebab-case`));
  const configOfTool = suffixes.at(-1) === 'config';
  for (const suffix of configOfTool ? [] : suffixes) {
    if (!roles.has(suffix)) findings.push(wholeFile(file, 'file-name', `".${suffix}" is not a role we know`));
  }
  return findings;
};

const noDumps: Rule = (file) => {
  const dump = /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.tsx?$)/.test(file.path);
  if (isCode(file.path) && dump) {
    return [wholeFile(file, 'no-dumps', 'a name that says nothing: name the file after what it holds')];
  }
  if (/(^|\/)index\.tsx?$/.test(file.path)) {
    return [wholeFile(file, 'no-barrels', 'no index files: import from the file that holds it')];
  }
  return [];
};

const length: Rule = (file) => {
  const lines = file.text.split('\n').length - 1;
  if (/^apps\/web\/src\/app\/.*\/?(page|layout)\.tsx$/.test(file.path) && lines > maxPageLines) {
    return [wholeFile(file, 'page-length', `${lines} lines: a page composes, at most ${maxPageLines}`)];
  }
  if (!isCode(file.path) || lines <= maxLines || file.path in longFilesAllowed) return [];
  return [wholeFile(file, 'length', `${lines} lines, at most ${maxLines}: it holds more than one thing`)];
};

// Written in two halves: this file is checked as well.
const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const noMarks: Rule = (file) =>
  isCode(file.path) || file.path.endsWith('.md')
    ? inLines(file, marks, 'no-marks', 'finish it, or write it down as an issue')
    : [];

const machinePath = new RegExp(
  `(^|[\\s"'\`(=:])/(${['wo' + 'rk', 'tmp/pl' + 'an', 'ro' + 'ot', 'ho' + 'me/[a-z]+'].join('|')})/`,
);
const noMachinePaths: Rule = (file) =>
  isText(file.path) ? inLines(file, machinePath, 'no-machine-paths', 'a path of one machine') : [];

const noSuppression: Rule = (file) =>
  isCode(file.path)
    ? inLines(
        file,
        new RegExp(`@ts-${'(ignore|nocheck)'}`),
        'no-suppression',
        'solve it, or use @ts-expect-error with a reason',
      )
    : [];

const noChance: Rule = (file) =>
  /^packages\/(domain|sync)\/src\//.test(file.path) && !/\.test\.ts$/.test(file.path)
    ? inLines(file, /\bMath\.random\b/, 'no-chance', 'randomness comes in through a port')
    : [];

const noRandomInTests: Rule = (file) =>
  /^(?!tooling\/tidy\/).*\.(test|e2e)\.tsx?$/.test(file.path)
    ? inLines(file, /\bMath\.random\(/, 'repeatable-tests', 'use createRng(seed) of testkit')
    : [];

/** Uzbek letters with a mark of their own: oʻ gʻ take U+02BB, the glottal stop takes U+02BC. */
const uzbekMarks: Rule = (file) => {
  if (!/\/locales\/uz\/.*\.json$/.test(file.path)) return [];
  return [
    ...inLines(
      file,
      /\p{L}['\u2018\u2019`\u00b4]\p{L}|[oOgG]['\u2018\u2019`\u00b4]/u,
      'uzbek-marks',
      'U+02BB in o\u02bb and g\u02bb, U+02BC elsewhere: no apostrophe, no quotation mark',
    ),
    ...inLines(
      file,
      /[^oOgG]\u02bb|\bO\u02bc|\b[gG]\u02bc/,
      'uzbek-marks',
      'U+02BB belongs to o and g, U+02BC to the other letters',
    ),
  ];
};

export const fileRules: readonly Rule[] = [
  fileName,
  noDumps,
  length,
  noMarks,
  noMachinePaths,
  noSuppression,
  noChance,
  noRandomInTests,
  uzbekMarks,
];
