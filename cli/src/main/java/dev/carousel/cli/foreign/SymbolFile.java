package dev.carousel.cli.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the symbols of a network in its order: a list of JSON, an object of symbols and ids in
 * JSON, or one symbol a line, with {@code \n}, {@code \r}, {@code \t} and {@code \\} for what a
 * line cannot hold.
 */
final class SymbolFile {
  private static final int LARGEST = 1 << 24;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  private SymbolFile(Path file) {
    this.file = file;
  }

  static Vocabulary read(Path file) {
    return Vocabulary.listed(new SymbolFile(file).symbols());
  }

  private List<String> symbols() {
    String text = text();
    String start = text.stripLeading();
    boolean isJson =
        (start.startsWith("[") && start.stripTrailing().endsWith("]") && start.length() > 3)
            || (start.startsWith("{") && start.stripTrailing().endsWith("}") && start.length() > 3);
    return isJson ? ofJson(text) : ofLines(text);
  }

  private String text() {
    InputFiles.requireNoFolder("file of symbols", file);
    InputFiles.requireNoDevice(file);
    try {
      byte[] bytes = InputFiles.readAtMost(file, LARGEST);
      if (bytes.length > LARGEST) {
        throw damaged("at most " + LARGEST + " bytes", "more", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw damaged("UTF-8", "bytes that are not UTF-8", e);
    } catch (IOException e) {
      throw damaged("a file", InputFiles.fault(file, e), e);
    }
  }

  private List<String> ofJson(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw damaged("JSON", e.getOriginalMessage(), e);
    }
    return root.isArray() ? ofList(root) : ofIds(root);
  }

  private List<String> ofList(JsonNode list) {
    List<String> symbols = new ArrayList<>();
    for (JsonNode symbol : list) {
      if (!symbol.isTextual()) {
        throw damaged("texts in the list", symbol.toString(), null);
      }
      symbols.add(symbol.textValue());
    }
    return symbols;
  }

  private List<String> ofIds(JsonNode object) {
    @Nullable String[] symbols = new String[object.size()];
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode id = entry.getValue();
      boolean isId = id.isIntegralNumber() && id.canConvertToInt();
      if (!isId
          || id.intValue() < 0
          || id.intValue() >= symbols.length
          || symbols[id.intValue()] != null) {
        throw damaged(
            "each id from 0 to " + (symbols.length - 1) + " once",
            "'" + entry.getKey() + "': " + id,
            null);
      }
      symbols[id.intValue()] = entry.getKey();
    }
    List<String> all = new ArrayList<>();
    for (String symbol : symbols) {
      if (symbol != null) {
        all.add(symbol);
      }
    }
    return all;
  }

  private static List<String> ofLines(String text) {
    List<String> symbols = new ArrayList<>();
    for (String line : text.lines().toList()) {
      symbols.add(
          switch (line) {
            case "\\n" -> "\n";
            case "\\r" -> "\r";
            case "\\t" -> "\t";
            case "\\\\" -> "\\";
            default -> line;
          });
    }
    return symbols;
  }

  private CarouselException damaged(String expected, String found, @Nullable Throwable cause) {
    return CarouselException.failure("The file of symbols cannot be read.")
        .expected(expected)
        .found(found)
        .where("--symbols " + file)
        .mend("one symbol a line, or JSON: [\"a\", \"b\"] or {\"a\": 0, \"b\": 1}")
        .cause(cause)
        .build();
  }
}
