// What stops an agent from sending something that is wrong, and what may be sent instead.
(() => {
  const { agents } = helpcentre;
  const panel = agents.panel("stop"), offers = panel.querySelector("[data-offers]");

  // others: what agents.others has found; take gets the one that is chosen.
  agents.stop = ({ title, why, others = [], take }) => {
    panel.querySelector("h2").textContent = title;
    panel.querySelector("[data-why]").textContent = why;
    agents.offer(offers, others, (each) => { panel.close(); take(each); });
    panel.showModal();
    (offers.querySelector("button") ?? panel.querySelector("[data-close]")).focus();
  };
  agents.chooseByDigit("stop", () => [...offers.children]);
})();
