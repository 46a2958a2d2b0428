package dev.carousel.cli.figures;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG as a reader sees it: parsed, with what is drawn and where. */
record Drawing(Element root) {
  /** A text with its place. */
  record Text(double x, double y, String anchor, String words) {
    /** The room it takes from left to right. */
    double left() {
      return Anchor.valueOf(anchor.toUpperCase(Locale.ROOT)).start(x, Lettering.width(words));
    }

    double right() {
      return left() + Lettering.width(words);
    }

    /** The number that it says; empty if it says none. */
    Optional<Double> number() {
      String plain = words.replace('\u2212', '-').replace(",", "").replace("×10^", "e");
      try {
        return Optional.of(Double.parseDouble(plain.replaceFirst("^10\\^", "1e")));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  static Drawing of(String svg) {
    try {
      return new Drawing(
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(svg, e);
    }
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  List<Element> all(String name) {
    return elements(root, name);
  }

  /** What is drawn of that name. */
  Drawing group(String name) {
    return elements(root, "g").stream()
        .filter(group -> title(group).equals(name))
        .map(Drawing::new)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of " + name));
  }

  private static String title(Element group) {
    for (Node child = group.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child.getNodeName().equals("title")) {
        return child.getTextContent();
      }
    }
    return "";
  }

  /** The corners of lines of this element, in order. */
  List<List<Spot>> paths() {
    return elements(root, "polyline").stream().map(Drawing::points).toList();
  }

  static List<Spot> points(Element element) {
    return Stream.of(element.getAttribute("points").split(" "))
        .map(pair -> pair.split(","))
        .map(xy -> new Spot(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])))
        .toList();
  }

  /** All texts, but for grounds below others. */
  List<Text> texts() {
    return elements(root, "text").stream()
        .filter(
            text -> !((Element) text.getParentNode()).getAttribute("aria-hidden").equals("true"))
        .map(Drawing::text)
        .toList();
  }

  private static Text text(Element element) {
    List<Element> spans = elements(element, "tspan");
    String words =
        spans.isEmpty()
            ? element.getTextContent()
            : spans.get(0).getTextContent() + "^" + spans.get(1).getTextContent();
    return new Text(
        number(element, "x"), number(element, "y"), element.getAttribute("text-anchor"), words);
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** The width and height in points. */
  Spot size() {
    String[] box = root.getAttribute("viewBox").split(" ");
    return new Spot(Double.parseDouble(box[2]), Double.parseDouble(box[3]));
  }
}
