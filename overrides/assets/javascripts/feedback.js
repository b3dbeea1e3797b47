// What is missing on a page, or whether it helped. Nothing leaves the page before the reader sends it, and nothing is stored.
helpcentre.deliver("assets/javascripts/feedback", (box) => {
  const form = box.querySelector("form"), text = form.elements.text, status = box.querySelector("[role=status]");
  const answers = box.querySelector(".hc-feedback-answers");
  const { feedback: channel, target, title, about, recipient } = box.dataset;
  // Programs get an address of this length from a browser at most: Windows 2,048 characters, web servers about 8,000.
  const longest = channel === "email" ? 2000 : 8000;

  const say = (message) => { status.textContent = status.dataset[message]; };
  const setBusy = (isBusy) => { for (const button of box.querySelectorAll("button")) button.disabled = isBusy; };

  const post = async (helpful) => {
    const { page, source, language, reason } = form.elements;
    const told = { page: page.value, source: source.value, language: language.value, helpful };
    if (!helpful) Object.assign(told, { reason: reason.value, text: text.value.trim() });
    const pressed = document.activeElement;
    setBusy(true);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(told),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(15000),
      });
      if (!answer.ok) throw new Error(answer.status);
      say("thanks");
      status.focus(); // the button that had the focus goes
      answers.hidden = true;
    } catch {
      say("failed");
      setBusy(false);
      pressed?.focus(); // a disabled button loses it
    }
  };

  const body = () => {
    const checked = form.querySelector(":checked");
    const parts = [checked?.parentElement.textContent.trim(), text.value.trim(), `-- \r\n${about}`];
    return parts.filter(Boolean).join("\r\n\r\n").replace(/\r?\n/g, "\r\n");
  };

  const open = () => {
    const filled = { title, body: body() };
    const address = target.replace(/\{(title|body)\}/g, (_, slot) => encodeURIComponent(filled[slot]));
    const fits = address.length <= longest;
    say(fits ? "opened" : "long");
    if (fits) location.assign(address);
    else text.focus();
  };

  // For who has no mail program here: where the browser does not let it be copied, the text is shown, selected.
  const copy = async () => {
    const whole = `${title}\r\n\r\n${body()}`;
    try {
      await navigator.clipboard.writeText(whole);
      say("copied");
    } catch {
      const shown = Object.assign(document.createElement("span"), { textContent: `${recipient}\n\n${whole}` });
      say("byHand");
      status.append("\n\n", shown);
      getSelection().selectAllChildren(shown);
    }
  };

  form.hidden = false;
  box.querySelector("[data-feedback-plain]")?.remove();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (channel === "endpoint") post(event.submitter?.value === "true");
    else open();
  });
  box.querySelector("[data-feedback-copy]")?.addEventListener("click", copy);
});
