/* What every page can do with a script: a figure is copied with its citation. */
(() => {
  "use strict";
  var $ = (selector) => document.querySelector(selector);

  window.copyText = function (text, button) {
    var done = function () { var was = button.textContent; button.textContent = "Copied"; setTimeout(() => { button.textContent = was; }, 1500); };
    var byHand = () => {
      var area = document.createElement("textarea");
      area.value = text;
      document.body.appendChild(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
  };
  document.querySelectorAll("button.copy").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      var figure = button.closest(".figure"), beside = button.closest("details");
      var told = [figure && figure.querySelector(".total"), beside.querySelector("p"), beside.querySelector("pre"), $(".cite pre")];
      window.copyText(told.filter(Boolean).map((part) => part.textContent.trim()).concat(location.href).join("\n"), button);
    });
  });
})();
