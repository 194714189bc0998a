package org.tandemvault.web.ui;

import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.jsoup.nodes.Element;
import org.tandemvault.web.ui.look.Look;

/** Puts our small script and the organisation's look in, before anything is drawn. */
final class IndexPage implements IndexHtmlRequestListener {

  @Override
  public void modifyIndexHtmlResponse(IndexHtmlResponse response) {
    response.getDocument().selectXpath("/html").attr("lang", "en");
    Element head = response.getDocument().head();
    Look look = Look.current();
    if (!look.title().equals(Look.PRODUCT)) {
      head.appendChild(
          new Element("meta").attr("name", "vault-title").attr("content", look.title()));
    }
    if (look.hasColours()) {
      head.appendChild(
          new Element("link").attr("rel", "stylesheet").attr("href", Look.PATH + "/colours.css"));
    }
    head.appendChild(new Element("script").attr("src", "vault/vault.js"));
  }
}
