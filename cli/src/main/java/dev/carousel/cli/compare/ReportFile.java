package dev.carousel.cli.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.carousel.cli.diagnose.report.Report;
import dev.carousel.cli.diagnose.report.ReportReader;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import dev.carousel.io.internal.BoundedJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads reports of {@code diagnose --json}. */
final class ReportFile {
  /** A report of ten networks of 256 units over 1000 lags has about a tenth of this. */
  static final int LARGEST = 64 << 20;

  /** The most names, values, beginnings and ends; each takes some 60 bytes at the most. */
  static final long MOST_TOKENS = 1L << 21;

  /** The most objects: each is looked for among those of its kind in the other report. */
  static final int MOST_OBJECTS = 1 << 14;

  private static final String EXPECTED = "a report that 'carousel diagnose --json FILE' wrote";
  private static final ReportReader READER = new ReportReader(LARGEST, MOST_TOKENS);

  private ReportFile() {}

  /**
   * Reads one.
   *
   * @throws CarouselException if the file is missing, larger than {@link #LARGEST}, not JSON, or no
   *     report of {@code diagnose}
   */
  static Report read(Path file) {
    requireReadable(file);
    JsonNode root = parse(file);
    requireDiagnosis(root, file);
    requireFewObjects(root, file);
    try {
      Report report = READER.report(root);
      if (report.runs().isEmpty()) {
        throw CarouselException.failure("The report has no network to compare.")
            .expected("a list 'runs' with at least one network")
            .found(root.path("runs").isMissingNode() ? "no such list" : "an empty list")
            .where(file)
            .mend("write it again: carousel diagnose --json FILE")
            .build();
      }
      return report;
    } catch (MismatchedInputException e) {
      throw new Misfit(e, root).refusal(file);
    } catch (JsonProcessingException e) {
      throw notJson(file, e);
    }
  }

  private static void requireReadable(Path file) {
    InputFiles.requireNoDevice(file);
    try {
      if (!Files.exists(file)) {
        throw unreadable(file, "no such file");
      }
      if (Files.isDirectory(file)) {
        throw unreadable(file, "a folder");
      }
      if (Files.size(file) > LARGEST) {
        throw CarouselException.failure("The report is too large to read.")
            .expected("at most " + (LARGEST >> 20) + " MiB")
            .found(Files.size(file) / (1L << 20) + " MiB")
            .where(file)
            .mend("compare fewer networks, or with a shorter --lag")
            .build();
      }
    } catch (IOException e) {
      throw unreadable(file, InputFiles.fault(file, e));
    }
  }

  private static CarouselException unreadable(Path file, String found) {
    return CarouselException.failure("The report cannot be read.")
        .expected(EXPECTED)
        .found(found)
        .where(file)
        .mend("name the file that diagnose wrote: carousel compare before.json after.json")
        .build();
  }

  private static JsonNode parse(Path file) {
    try {
      return READER.tree(file);
    } catch (JsonProcessingException e) {
      throw notJson(file, e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "bytes that are not UTF-8");
    } catch (IOException e) {
      throw unreadable(file, InputFiles.fault(file, e));
    }
  }

  private static void requireFewObjects(JsonNode root, Path file) {
    int objects = objects(root);
    if (objects > MOST_OBJECTS) {
      throw CarouselException.failure("The report has too many parts to be compared.")
          .expected("at most " + MOST_OBJECTS + " networks, layers, states and what they hold")
          .found(objects)
          .where(file)
          .mend("diagnose fewer networks at a time")
          .build();
    }
  }

  /** The tree is no deeper than it may be read. */
  private static int objects(JsonNode node) {
    int objects = node.isObject() ? 1 : 0;
    for (JsonNode child : node) {
      objects += objects(child);
    }
    return objects;
  }

  private static CarouselException notJson(Path file, JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    return CarouselException.failure("The file is not JSON.")
        .expected(EXPECTED)
        .found(BoundedJson.fault(e))
        .where(file + place)
        .mend("write it again: carousel diagnose --json FILE")
        .cause(e)
        .build();
  }

  private static void requireDiagnosis(JsonNode root, Path file) {
    String command = root.path("command").asText("");
    if (!root.isObject() || !command.equals("diagnose")) {
      String found =
          !root.isObject()
              ? Misfit.words(root)
              : command.isEmpty() ? "no 'command' in it" : "what '" + command + "' wrote";
      throw CarouselException.failure("The file is not a report of diagnose.")
          .expected(EXPECTED)
          .found(found)
          .where(file)
          .mend("carousel diagnose --json FILE, for each of the two")
          .build();
    }
  }
}
