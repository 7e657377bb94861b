import type { Actor } from "../ctx.ts";
import { isRole, type Role } from "./role.ts";

/** Somebody who works in the console. */
export interface Person {
  email: string;
  name: string;
  roles: readonly Role[];
  /** Slugs of the bureaus an officer acts for, `*` being every bureau; a publisher of none publishes for all. */
  bureaus: readonly string[];
  active: boolean;
  /** Who proposed the supervisor's role, which somebody else has to confirm; null if nothing waits. */
  supervisorProposedBy: string | null;
}

/** Who acts, for verbs and the audit log; nobody if the person is inactive. */
export const toActor = ({ email, roles, bureaus, active }: Person): Actor | null =>
  active ? { name: email, roles, bureaus } : null;

/** `roles` as stored: one that this release does not know is left out. */
export const toPerson = ({
  email,
  name,
  roles,
  bureaus,
  active,
  supervisorProposedBy,
}: Omit<Person, "roles"> & { roles: readonly string[] }): Person => ({
  email,
  name,
  roles: roles.filter(isRole),
  bureaus,
  active,
  supervisorProposedBy,
});

/** One person for each role, for local development only. The domain `.invalid` can never sign in through Access. */
export const DEMO_PEOPLE: Record<Role, Person> = {
  admin: demo("admin", "演示管理员"),
  publisher: demo("publisher", "演示发布员"),
  officer: { ...demo("officer", "演示经办人"), bureaus: ["*"] },
  supervisor: demo("supervisor", "演示监督员"),
};

function demo(role: Role, name: string): Person {
  return { email: `${role}@demo.invalid`, name, roles: [role], bureaus: [], active: true, supervisorProposedBy: null };
}
