package dev.carousel.cli.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.IOException;
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
   * @param value as it was read
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
      String text = new String(InputFiles.readAtMost(file, MOST_BYTES), StandardCharsets.UTF_8);
      return new SettingsFile(words, file, none.settings(text));
    } catch (JsonProcessingException e) {
      throw none.malformed()
          .found(e.getOriginalMessage().lines().findFirst().orElse(""))
          .where(e.getLocation() == null ? file : none.line(e.getLocation().getLineNr()))
          .cause(e)
          .build();
    } catch (IOException e) {
      throw CarouselException.usage("The " + words.word + " cannot be read.")
          .expected("a YAML file of settings")
          .found(e)
          .where(file)
          .cause(e)
          .build();
    }
  }

  private Map<String, Setting> settings(String text) throws IOException {
    Map<String, Setting> settings = new LinkedHashMap<>();
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed().found("no settings").build();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        parser.nextToken();
        settings.put(name, new Setting(parser.readValueAsTree(), line));
      }
    }
    return settings;
  }

  /** A line of the file, as errors name it. */
  public String line(int line) {
    return file + ", line " + line;
  }

  /** An error about what cannot be a setting. */
  public CarouselException.Builder malformed() {
    return CarouselException.usage("The " + words.word + " is no YAML that " + words.purpose + ".")
        .expected(words.expected)
        .where(file);
  }
}
