package org.tandemvault.web.ui.session;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.enterprise.context.Dependent;
import org.tandemvault.web.rest.gate.ClientAddress;

/** The connection of the servlet request that Vaadin handles on this thread. */
@Dependent
public class ServletConnection implements BrowserConnection {

  @Override
  public void changeSessionId() {
    if (VaadinRequest.getCurrent() instanceof VaadinServletRequest request) {
      request.getHttpServletRequest().changeSessionId();
    }
  }

  @Override
  public String client() {
    VaadinRequest request = VaadinRequest.getCurrent();
    if (request == null) {
      return "";
    }
    return request.getAttribute(ClientAddress.ATTRIBUTE) instanceof String address
        ? address
        : request.getRemoteAddr();
  }
}
