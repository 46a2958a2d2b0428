package dev.carousel.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --json}: one document of JSON, on one line, to a file or standard output. */
public final class JsonOutput {
  private static final String NAME = "--json";
  private static final MathContext SHORT = new MathContext(7);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Write the figures as JSON; with - to standard output, and nothing else goes there")
  private @Nullable OutputFile target;

  /** The stream for readable text: standard output, unless the JSON goes there. */
  public PrintWriter text(Console console) {
    return target != null && target.isStandardOutput() ? console.err() : console.out();
  }

  /**
   * Fails early if the file could not be written at the end.
   *
   * @throws CarouselException as {@link OutputFile#requireWritable} does
   */
  public void check() {
    if (target != null && !target.isStandardOutput()) {
      target.requireWritable(
          "JSON", NAME, "a file name in a folder that exists, or - for standard output");
    }
  }

  /** Whether the document goes to this file. */
  public boolean goesTo(Path file) {
    return target != null && target.isSame(file);
  }

  /** Writes the document, if it was asked for. What is not finite becomes null. */
  public void write(Console console, Object document) {
    if (target == null) {
      return;
    }
    String line = toJson(document);
    if (target.isStandardOutput()) {
      console.out().println(line);
    } else {
      target.write("JSON", NAME, line + "\n");
    }
  }

  /** One line of JSON; what is not finite becomes null. */
  public static String toJson(Object document) {
    return toJson(document, value -> value);
  }

  /**
   * One line of JSON with seven significant digits, more than a figure can show, at half the size.
   */
  public static String toShortJson(Object document) {
    return toJson(document, value -> new BigDecimal(value).round(SHORT).doubleValue());
  }

  private static String toJson(Object document, DoubleUnaryOperator rounding) {
    try {
      return JSON.writeValueAsString(finite(JSON.valueToTree(document), rounding));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static JsonNode finite(JsonNode node, DoubleUnaryOperator rounding) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(finite(field.getValue(), rounding)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, finite(array.get(i), rounding));
      }
    } else if (node.isFloatingPointNumber()) {
      double value = node.doubleValue();
      return Double.isFinite(value)
          ? DoubleNode.valueOf(rounding.applyAsDouble(value))
          : NullNode.getInstance();
    }
    return node;
  }
}
