package org.tandemvault.conf.look;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lets only pictures through. Browsers run nothing in a picture anyway; this keeps a file harmless
 * that somebody opens by itself.
 */
final class SafeSvg {
  private static final Set<String> ACTING =
      Set.of(
          "script",
          "foreignobject",
          "iframe",
          "embed",
          "object",
          "audio",
          "video",
          "image",
          "use",
          "handler",
          "listener",
          "animate",
          "set",
          "animatetransform",
          "animatemotion");

  private SafeSvg() {}

  static void require(byte[] bytes) throws UnfitLogoException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      boolean first = true;
      boolean inStyle = false;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD
            || event == XMLStreamConstants.PROCESSING_INSTRUCTION
            || event == XMLStreamConstants.ENTITY_REFERENCE) {
          throw new UnfitLogoException("holds a DTD, entity or instruction", "save it plain");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          requireElement(xml, first);
          inStyle = xml.getLocalName().equals("style");
          first = false;
        } else if (inStyle && event == XMLStreamConstants.CHARACTERS) {
          requireLocal(xml.getText());
        }
      }
    } catch (XMLStreamException e) {
      throw new UnfitLogoException("is no well-formed SVG", "save it as plain SVG");
    }
  }

  private static void requireElement(XMLStreamReader xml, boolean first) throws UnfitLogoException {
    String name = xml.getLocalName().toLowerCase(Locale.ROOT);
    if (first && !name.equals("svg")) {
      throw new UnfitLogoException("is no SVG", "save it as plain SVG");
    }
    if (ACTING.contains(name)) {
      throw new UnfitLogoException("holds <" + name + ">, which can act or load", "take it out");
    }
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String attribute = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
      String value = xml.getAttributeValue(i);
      boolean elsewhere = attribute.equals("href") && !value.startsWith("#");
      if (attribute.startsWith("on") || elsewhere) {
        throw new UnfitLogoException("has an attribute " + attribute + " that acts", "take it out");
      }
      requireLocal(value);
    }
  }

  private static void requireLocal(String value) throws UnfitLogoException {
    String plain = value.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    boolean loads =
        plain.contains("javascript:")
            || plain.contains("@import")
            || plain.contains("\\")
            || plain.replaceAll("url\\(['\"]?#", "").contains("url(");
    if (loads) {
      throw new UnfitLogoException("loads something from elsewhere", "take it out");
    }
  }
}
