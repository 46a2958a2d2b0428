package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.io.InputFiles;
import dev.carousel.io.internal.BoundedJson;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads reports: as trees, whose shape can be looked at, and those as records. Keys that a {@link
 * Report} does not have are left out.
 */
public final class ReportReader {
  private static final int DEEPEST = 64;

  private final JsonMapper json;
  private final int largest;

  /**
   * A reader that refuses files beyond these bounds.
   *
   * @param largest in bytes
   * @param mostTokens the most names, values, beginnings and ends
   */
  public ReportReader(int largest, long mostTokens) {
    this.largest = largest;
    json =
        JsonMapper.builder(BoundedJson.factory(DEEPEST, mostTokens))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .addModule(new ReportValues())
            .build();
  }

  /**
   * A file as a tree.
   *
   * @throws JsonProcessingException if it is not JSON
   * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
   */
  public JsonNode tree(Path file) throws IOException {
    return json.readTree(BoundedJson.utf8(InputFiles.readAtMost(file, largest)));
  }

  /**
   * A tree as a report.
   *
   * @throws JsonProcessingException if it has a value of another type than a report has there
   */
  public Report report(JsonNode tree) throws JsonProcessingException {
    return json.treeToValue(tree, Report.class);
  }
}
