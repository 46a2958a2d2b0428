package dev.carousel.cli.figures;

import dev.carousel.error.Printable;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of XML, each on a line of its own. Mutable, for one thread. */
final class Xml {
  private static final String LINE = "\n";

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter out;

  /** What a writer of XML is asked for. */
  @FunctionalInterface
  private interface Step {
    void write() throws XMLStreamException;
  }

  /**
   * An empty document.
   *
   * @param note who wrote it, in a comment
   */
  Xml(String note) {
    try { // the JDK's own, whatever else is on the class path
      out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    write(
        () -> {
          out.writeStartDocument("UTF-8", "1.0");
          out.writeCharacters(LINE);
          out.writeComment(" " + note + " ");
          out.writeCharacters(LINE);
        });
  }

  private void write(Step step) {
    try {
      step.write();
    } catch (XMLStreamException e) { // a StringWriter takes everything
      throw new IllegalStateException(e);
    }
  }

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; those without a value are left out
   */
  Xml begin(String name, String... attributes) {
    return beginSpans(name, attributes).line();
  }

  /** Ends the element that was begun last. */
  Xml end() {
    write(out::writeEndElement);
    return line();
  }

  /** An element without content. */
  Xml empty(String name, String... attributes) {
    write(
        () -> {
          out.writeEmptyElement(name);
          attributes(attributes);
        });
    return line();
  }

  /** An element of text. What cannot be printed is spelt out. */
  Xml text(String name, String content, String... attributes) {
    return span(name, content, attributes).line();
  }

  /** Begins an element of spans of text, between which nothing may stand. */
  Xml beginSpans(String name, String... attributes) {
    write(
        () -> {
          out.writeStartElement(name);
          attributes(attributes);
        });
    return this;
  }

  /** A span of text within an element of them. */
  Xml span(String name, String content, String... attributes) {
    write(
        () -> {
          out.writeStartElement(name);
          attributes(attributes);
          out.writeCharacters(Printable.of(content));
          out.writeEndElement();
        });
    return this;
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        out.writeAttribute(attributes[i], attributes[i + 1]);
      }
    }
  }

  private Xml line() {
    write(() -> out.writeCharacters(LINE));
    return this;
  }

  /** The whole document. */
  String document() {
    write(
        () -> {
          out.writeEndDocument();
          out.flush();
        });
    return text.toString();
  }
}
