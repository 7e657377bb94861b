import type { Actor } from "../ctx.ts";
import { isRole, type Role } from "./role.ts";

/** Somebody who works in the console. */
export interface Person {
  email: string;
  name: string;
  roles: readonly Role[];
  /** Slugs of the bureaus an officer acts for; `*` is every bureau. */
  bureaus: readonly string[];
  active: boolean;
}

/** Who acts, for verbs and the audit log; nobody where the person is inactive. */
export const toActor = ({ email, roles, bureaus, active }: Person): Actor | null =>
  active ? { name: email, roles, bureaus } : null;

export const toPerson = (row: {
  email: string;
  name: string;
  roles: string;
  bureaus: string;
  active: number;
}): Person => ({
  email: row.email,
  name: row.name,
  roles: (JSON.parse(row.roles) as string[]).filter(isRole),
  bureaus: JSON.parse(row.bureaus) as string[],
  active: row.active === 1,
});

/** One person for each role, for local development only. The domain `.invalid` can never sign in through Access. */
export const DEMO_PEOPLE: Record<Role, Person> = {
  admin: demo("admin", "演示管理员"),
  publisher: demo("publisher", "演示发布员"),
  officer: { ...demo("officer", "演示经办人"), bureaus: ["*"] },
  supervisor: demo("supervisor", "演示监督员"),
};

function demo(role: Role, name: string): Person {
  return { email: `${role}@demo.invalid`, name, roles: [role], bureaus: [], active: true };
}
