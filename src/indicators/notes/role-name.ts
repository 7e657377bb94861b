import { isRole, ROLE_NAMES } from "../../staff/role.ts";

/** The Chinese name of the role in which an editor acted. */
export const roleName = (role: string): string => (isRole(role) ? ROLE_NAMES[role] : role);
