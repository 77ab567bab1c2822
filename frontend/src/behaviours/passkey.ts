/** Passkeys: data-passkey="make" or "use" on a form whose credential field the browser's answer goes into.
 *
 * What the server asks for stands in data-options, or is fetched from data-source when the button is pressed.
 */
import { behaviour } from "../behaviour";

type Asked = { publicKey: Record<string, unknown> };

behaviour<HTMLFormElement>("form[data-passkey]", (form) => {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = form.querySelector<HTMLElement>("[data-passkey-refused]");
    if (refused) refused.hidden = true;
    try {
      const asked = await options(form);
      const credential = form.dataset.passkey === "make" ? await made(asked) : await used(asked);
      const field = form.elements.namedItem("credential") as HTMLInputElement;
      field.value = JSON.stringify(credential);
      form.submit();
    } catch {
      // The browser says no more than that the person or the device did not want to.
      if (refused) refused.hidden = false;
    }
  });
});

async function options(form: HTMLFormElement): Promise<Asked> {
  if (form.dataset.options) return JSON.parse(form.dataset.options) as Asked;
  const response = await fetch(form.dataset.source ?? "", { headers: { Accept: "application/json" } });
  return ((await response.json()) as { request_options: Asked }).request_options;
}

async function made(asked: Asked): Promise<Credential | null> {
  // One that the device keeps and opens with finger, face or code: it signs in without a name or a password.
  const selection = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  const wanted = { ...asked.publicKey, authenticatorSelection: selection } as unknown;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(wanted as PublicKeyCredentialCreationOptionsJSON);
  return navigator.credentials.create({ publicKey });
}

async function used(asked: Asked): Promise<Credential | null> {
  const wanted = asked.publicKey as unknown as PublicKeyCredentialRequestOptionsJSON;
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted) });
}
