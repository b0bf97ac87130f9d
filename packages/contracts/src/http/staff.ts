import { z } from 'zod';
import { zRoleKind } from '../permissions.ts';
import { pageOf, zId, zLanguage, zPageQuery, zPhone, zTimeMs } from '../scalar.ts';
import { zNewPassword } from './account.ts';
import { CONSENT_TEXT_VERSION } from './personal-data.ts';

/** More than this many stores one by one is better said as all of them; they travel in the access token. */
export const MAX_STORES_OF_ONE = 40;
export const EMPLOYEE_COLORS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** The stores somebody works in; null = all of them, also those to come. */
const zStoreIds = z.array(zId).min(1).max(MAX_STORES_OF_ONE).nullable();
const zVersion = z.number().int().positive();
/** How a weak one looks: packages/domain/src/pin.ts. */
export const zNewPin = z.string().regex(/^\d{4,6}$/);
/** `generate`: the server makes one and shows it once. null = none, she does not work at a till. */
const zPinChoice = z.union([z.literal('generate'), zNewPin]).nullable();

export const zInvitation = z.object({ id: zId, expiresAtMs: zTimeMs, expired: z.boolean() });

/** GET /v1/staff/:id, and a row of the list. */
export const zEmployee = z.object({
  id: zId,
  version: zVersion,
  name: z.string(),
  phone: zPhone.nullable(),
  color: z.number().int(),
  active: z.boolean(),
  roleId: zId,
  roleKind: zRoleKind,
  /** null = one of the five, named by the program. */
  roleName: z.string().nullable(),
  /** Those the asker may see; null = all. */
  storeIds: z.array(zId).nullable(),
  hasPin: z.boolean(),
  /** Signs in to the back office. */
  hasAccount: z.boolean(),
  /** Sent and not accepted yet. */
  invitation: zInvitation.nullable(),
  /** It is the asker herself. */
  isMe: z.boolean(),
  /** Whether the asker may change her: not somebody who may do more, or works where the asker does not. */
  mayEdit: z.boolean(),
});
export type Employee = z.infer<typeof zEmployee>;

/** GET /v1/staff: by name. One who is limited to stores sees those who work there. */
export const zStaffQuery = zPageQuery.extend({
  search: z.string().max(100).optional(),
  state: z.enum(['active', 'suspended', 'all']).default('active'),
  roleId: zId.optional(),
  storeId: zId.optional(),
});
export type StaffQuery = z.infer<typeof zStaffQuery>;
export const zEmployeePage = pageOf(zEmployee);
export type EmployeePage = z.infer<typeof zEmployeePage>;

const zEmployeeFields = z.object({
  name: z.string().trim().min(1).max(200),
  phone: zPhone.nullable(),
  color: z.number().int().min(1).max(8),
  roleId: zId,
  storeIds: zStoreIds,
});
/** POST /v1/staff. Answer zEmployeeWithPin. */
export const zEmployeeInput = zEmployeeFields.extend({ pin: zPinChoice });
export type EmployeeInput = z.infer<typeof zEmployeeInput>;
/** PUT /v1/staff/:id. */
export const zEmployeeUpdate = zEmployeeFields.extend({ version: zVersion });
export type EmployeeUpdate = z.infer<typeof zEmployeeUpdate>;
/** POST /v1/staff/:id/pin: a new PIN, or none. Answer zEmployeeWithPin. */
export const zPinChange = z.object({ version: zVersion, pin: zPinChoice });
export type PinChange = z.infer<typeof zPinChange>;
/** POST /v1/staff/:id/suspend, /resume. */
export const zEmployeeVersion = z.object({ version: zVersion });

/** `pin`: the one the server made, shown this once; null when it made none. */
export const zEmployeeWithPin = z.object({ employee: zEmployee, pin: z.string().nullable() });
export type EmployeeWithPin = z.infer<typeof zEmployeeWithPin>;

/**
 * POST /v1/staff/:id/invitation: a link to open an account by, for 72 hours and one use; an earlier one dies. The link is
 * answered this once. POST /v1/staff/:id/invitation/withdraw.
 */
export const zInvitationInput = z.object({ send: z.enum(['message', 'link']), language: zLanguage });
export type InvitationInput = z.infer<typeof zInvitationInput>;
export const zInvitationMade = z.object({ employee: zEmployee, url: z.url() });
export type InvitationMade = z.infer<typeof zInvitationMade>;

/** 32 random bytes, base64url. */
const zToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** POST /v1/invitations/look (nobody is signed in; the link is the right to it). */
export const zInvitationLook = z.object({ token: zToken });
export const zInvitationView = z.object({
  businessName: z.string(),
  employeeName: z.string(),
  roleKind: zRoleKind,
  roleName: z.string().nullable(),
  /** Enough to recognise one's own number. */
  phoneHint: z.string(),
  expiresAtMs: zTimeMs,
});
export type InvitationView = z.infer<typeof zInvitationView>;

/** POST /v1/invitations/code: sends a code to the phone of the employee. Answer zCodeRequested (codes.ts). */
export const zInvitationCode = z.object({ token: zToken, language: zLanguage });

/**
 * POST /v1/invitations/accept: with the code. `done`: the account of this phone works in the business now. `password`: the
 * phone has no account yet; POST /v1/invitations/password with the ticket makes it. Then one signs in as always.
 */
export const zInvitationAccept = z.object({
  token: zToken,
  requestId: z.uuid(),
  code: z.string().regex(/^\d{6}$/),
  /** She agreed to the text of today, read in this language. */
  consent: z.object({ textVersion: z.literal(CONSENT_TEXT_VERSION), language: zLanguage }),
});
export type InvitationAccept = z.infer<typeof zInvitationAccept>;
export const zInvitationStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('done'), phone: zPhone }),
  z.object({ step: z.literal('password'), ticket: z.string() }),
]);
export type InvitationStep = z.infer<typeof zInvitationStep>;
export const zInvitationPassword = z.object({ ticket: z.string().max(1000), password: zNewPassword });
