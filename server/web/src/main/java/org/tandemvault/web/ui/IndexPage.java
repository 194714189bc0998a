package org.tandemvault.web.ui;

import com.vaadin.flow.server.communication.IndexHtmlRequestListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.jsoup.nodes.Element;

/** Puts our small script first, so that the chosen colours hold before anything is drawn. */
final class IndexPage implements IndexHtmlRequestListener {

  @Override
  public void modifyIndexHtmlResponse(IndexHtmlResponse response) {
    response.getDocument().selectXpath("/html").attr("lang", "en");
    response.getDocument().head().appendChild(new Element("script").attr("src", "vault/vault.js"));
  }
}
