// Coming in: straight on to the list, with the token gone from the address.
location.replace(/** @type {HTMLAnchorElement} */ (document.querySelector("[data-part=go]")).href);
