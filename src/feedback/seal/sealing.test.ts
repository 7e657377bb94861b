import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { authorKeys, isRecipient, isSealed, openText, sealBytes, sealText } from "./sealing.ts";

const RECEIPT = "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5JFG";

test("what is sealed opens with each of its keys and with no other", async () => {
  const [one, two, other] = [
    await generateX25519Identity(),
    await generateX25519Identity(),
    await generateX25519Identity(),
  ];
  const author = await authorKeys(RECEIPT);
  const recipients = [await identityToRecipient(one), await identityToRecipient(two), author.recipient];
  const sealed = await sealText(recipients, "东湖局虚报了数字。\n第二段。");
  expect(isSealed(sealed)).toBe(true);
  for (const identity of [one, two, author.identity])
    expect(await openText(identity, sealed)).toBe("东湖局虚报了数字。\n第二段。");
  await expect(openText(other, sealed)).rejects.toThrow();
  expect(recipients.every(isRecipient)).toBe(true);
});

test("the author's key follows from the receipt, and differs with each character of it", async () => {
  expect(await authorKeys(RECEIPT)).toEqual(await authorKeys(RECEIPT));
  expect((await authorKeys(RECEIPT.replace("7", "8"))).recipient).not.toBe((await authorKeys(RECEIPT)).recipient);
});

test("texts of different lengths are sealed in the same length", async () => {
  const { recipient } = await authorKeys(RECEIPT);
  const lengths = await Promise.all(
    ["短", "长".repeat(300)].map(async (text) => (await sealText([recipient], text)).length),
  );
  expect(new Set(lengths).size).toBe(1);
});

test("bytes are sealed as they are", async () => {
  const { identity, recipient } = await authorKeys(RECEIPT);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  expect(await decrypter.decrypt(await sealBytes([recipient], new Uint8Array([1, 2, 3])))).toEqual(
    new Uint8Array([1, 2, 3]),
  );
  await expect(sealBytes([], new Uint8Array())).rejects.toThrow("nobody");
});
