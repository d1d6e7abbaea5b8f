// Ed25519 by the browser itself. A browser that cannot is told apart from a signature that does not fit.

import { fromBase64Url } from "./bytes.js";

// The first test of RFC 8032: a signature over nothing.
const KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const SIGNATURE = "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw";

let ability = null;

// Whether this browser can check signatures: it has to find one good and the same one over other bytes bad.
export function canVerify() {
  ability ??= tried();
  return ability;
}

async function tried() {
  try {
    const [key, signature] = [fromBase64Url(KEY), fromBase64Url(SIGNATURE)];
    const isGoodFound = await verified(key, signature, new Uint8Array(0));
    return isGoodFound && !(await verified(key, signature, new Uint8Array(1)));
  } catch {
    return false;
  }
}

async function verified(publicKey, signature, bytes) {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, bytes);
}

// Whether the owner of these 32 bytes of public key signed these bytes. Ask `canVerify` first.
export async function isSigned(publicKey, signature, bytes) {
  try {
    return await verified(publicKey, signature, bytes);
  } catch {
    return false; // no such key
  }
}
