// A former address: go on to the page's present one, and to the same heading there. Without scripts the page goes on too.
addEventListener("DOMContentLoaded", () => {
  location.replace(document.querySelector("link[rel=canonical]").href + location.hash);
});
