package dev.carousel.cli.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings by name, as a YAML file has them.
 *
 * @param words how errors speak of the file
 * @param file that was read
 * @param settings in the file's order
 */
public record SettingsFile(Words words, Path file, Map<String, Setting> settings) {
  private static final int MOST_BYTES = 1 << 20;
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));

  /**
   * How errors speak of a file.
   *
   * @param word for it: plan
   * @param purpose what is made of it: a sweep can be made of
   * @param expected a setting a line
   */
  public record Words(String word, String purpose, String expected) {}

  /**
   * A value.
   *
   * @param value as it was read; a number is the text of it
   * @param line of its name, from 1
   */
  public record Setting(JsonNode value, int line) {}

  /**
   * Reads a file.
   *
   * @throws CarouselException if it cannot be read, or has no settings by name
   */
  public static SettingsFile read(Words words, Path file) {
    InputFiles.requireNoFolder(words.word, file);
    SettingsFile none = new SettingsFile(words, file, Map.of());
    try {
      String text = none.text();
      none.requireOneWithoutAliases(text);
      return new SettingsFile(words, file, none.settings(text));
    } catch (JsonProcessingException e) {
      throw none.noYaml(YamlFault.of(e));
    } catch (IOException e) {
      CarouselException.Builder fault =
          CarouselException.usage("The " + words.word + " cannot be read.")
              .expected("a YAML file of settings")
              .found(InputFiles.fault(file, e))
              .where(file)
              .cause(e);
      throw file.equals(STANDARD_INPUT)
          ? fault.mend("save it to a file first: it is not read from standard input").build()
          : fault.build();
    }
  }

  private String text() throws IOException {
    byte[] bytes = InputFiles.readAtMost(file, MOST_BYTES);
    if (bytes.length > MOST_BYTES) {
      throw malformed()
          .found("more than " + (MOST_BYTES >> 20) + " MiB")
          .where(file)
          .mend("name a file of settings; data are named in it: 'csv: prices.csv'")
          .build();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed()
          .found("bytes that are not UTF-8")
          .where(file)
          .mend("save it as UTF-8")
          .cause(e)
          .build();
    }
  }

  /** Refuses what would be read as something else, or not at all. */
  private void requireOneWithoutAliases(String text) throws IOException {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      int depth = 0;
      boolean isOver = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (isOver) {
          throw malformed()
              .found("a second document, after '---'")
              .where(line(parser.currentTokenLocation().getLineNr()))
              .mend("keep a file for each, or take '---' out")
              .build();
        }
        if (parser.isCurrentAlias()) {
          throw malformed()
              .found("the alias '*" + parser.getText() + "'")
              .where(line(parser.currentTokenLocation().getLineNr()))
              .mend("write the values again, or put the text in quotes")
              .build();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        isOver = depth == 0;
      }
    }
  }

  private CarouselException noYaml(YamlFault fault) {
    CarouselException.Builder error =
        malformed()
            .found(fault.found())
            .where(fault.line() == 0 ? file : line(fault.line()))
            .cause(fault.cause());
    return fault.isTab() ? error.mend("indent with spaces").build() : error.build();
  }

  private Map<String, Setting> settings(String text) throws IOException {
    Map<String, Setting> settings = new LinkedHashMap<>();
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed().found("no settings").where(file).build();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        settings.put(name, new Setting(value(parser), line));
      }
    }
    return settings;
  }

  /** A value; its numbers as they are written, since YAML reads 010 as 8 and 1e1 as 10.0. */
  private static JsonNode value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(value(parser));
      }
      return list;
    }
    return token.isNumeric() ? TextNode.valueOf(parser.getText()) : parser.readValueAsTree();
  }

  /** A line of the file, as errors name it. */
  public String line(int line) {
    return file + ", line " + line;
  }

  /** An error about what cannot be a setting; its place is to be added. */
  public CarouselException.Builder malformed() {
    return CarouselException.usage("The " + words.word + " is no YAML that " + words.purpose + ".")
        .expected(words.expected);
  }
}
