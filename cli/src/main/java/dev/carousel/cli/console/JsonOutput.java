package dev.carousel.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --json}: one document of JSON, on one line, to a file or standard output. */
public final class JsonOutput {
  private static final String STANDARD_OUTPUT = "-";
  private static final MathContext SHORT = new MathContext(7);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write the figures as JSON; - for standard output, then nothing else goes there")
  private @Nullable String target;

  /** Where what a person reads goes: standard output, unless the JSON goes there. */
  public PrintWriter text(Console console) {
    return STANDARD_OUTPUT.equals(target) ? console.err() : console.out();
  }

  /**
   * Fails now if the file could not be written in the end.
   *
   * @throws CarouselException if it is a folder, or its folder is missing or cannot be written to
   */
  public void check() {
    if (target == null || target.equals(STANDARD_OUTPUT)) {
      return;
    }
    OutputFile.requireWritable(
        "JSON", "--json", target, "a file name in a folder that exists, or - for standard output");
  }

  /** Whether the document goes to this file. */
  public boolean goesTo(Path file) {
    return target != null
        && !target.equals(STANDARD_OUTPUT)
        && Path.of(target).toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize());
  }

  /** Writes the document, if it was asked for. What is not finite becomes null. */
  public void write(Console console, Map<String, ?> document) {
    if (target == null) {
      return;
    }
    String line = toJson(document);
    if (target.equals(STANDARD_OUTPUT)) {
      console.out().println(line);
    } else if (Files.exists(Path.of(target)) && !Files.isRegularFile(Path.of(target))) {
      writeTo(Path.of(target), line); // a pipe, which must not be replaced
    } else {
      AtomicFiles.writeString(Path.of(target), line + "\n");
    }
  }

  private static void writeTo(Path pipe, String line) {
    try {
      Files.writeString(pipe, line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line of JSON; what is not finite becomes null. */
  public static String toJson(Map<String, ?> document) {
    return toJson(document, value -> value);
  }

  /** The same, with seven significant digits: more than a figure can show, in half the room. */
  public static String toShortJson(Map<String, ?> document) {
    return toJson(document, value -> new BigDecimal(value).round(SHORT).doubleValue());
  }

  private static String toJson(Map<String, ?> document, DoubleUnaryOperator rounding) {
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
