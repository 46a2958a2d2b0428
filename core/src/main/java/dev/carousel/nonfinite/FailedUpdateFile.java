package dev.carousel.nonfinite;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.Version;
import dev.carousel.error.CarouselException;
import dev.carousel.io.Safetensors;
import dev.carousel.io.internal.MetadataJson;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed update with its first cause, as a safetensors file: tensors under prefixed names,
 * everything else as JSON. The same update gives the same bytes.
 *
 * @param cause the finding; empty if there was none
 */
public record FailedUpdateFile(FailedUpdate failed, Optional<FirstCause> cause) {
  private static final int FORMAT = 1;
  private static final String FORMAT_KEY = "carousel.nonfinite.format";
  private static final String JSON_KEY = "carousel.nonfinite";
  private static final String PARAMETERS = "parameters/";
  private static final String CARRY = "carry/";

  /** The parts that are not tensors. */
  private record Header(
      NetworkSpec network,
      long seed,
      long update,
      double loss,
      double gradientNorm,
      @Nullable FirstCause finding) {
    Header {
      Objects.requireNonNull(network);
    }
  }

  /** Writes the file, as a whole or not at all. */
  public void write(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    failed.parameters().forEach((name, tensor) -> tensors.put(PARAMETERS + name, tensor));
    ChunkTensors.put(failed.chunk(), tensors);
    failed.carry().flat().forEach((name, tensor) -> tensors.put(CARRY + name, tensor));
    Header header =
        new Header(
            failed.network(),
            failed.seed(),
            failed.update(),
            failed.loss(),
            failed.gradientNorm(),
            cause.orElse(null));
    Safetensors.write(
        file,
        new NamedTensors(tensors),
        Map.of(
            FORMAT_KEY,
            Integer.toString(FORMAT),
            SavedModel.VERSION_KEY,
            Version.current(),
            JSON_KEY,
            MetadataJson.write(header, Header.class)));
  }

  /**
   * Reads a file.
   *
   * @throws CarouselException if it is missing, truncated, damaged, another kind of file, or of a
   *     newer version
   */
  public static FailedUpdateFile read(Path file) {
    Safetensors.Contents contents = Safetensors.readSealed(file);
    if (!contents.metadata().containsKey(FORMAT_KEY)) {
      throw damaged(file, "no metadata named " + FORMAT_KEY, null);
    }
    SavedModel.requireFormat(file, contents.metadata(), FORMAT_KEY, FORMAT);
    Header header = header(file, contents.metadata().get(JSON_KEY));
    NamedTensors tensors = contents.tensors();
    try {
      FailedUpdate failed =
          new FailedUpdate(
              header.network(),
              tensors.under(PARAMETERS),
              ChunkTensors.take(tensors, header.network().data()),
              Carry.ofFlat(tensors.under(CARRY)),
              header.seed(),
              header.update(),
              header.loss(),
              header.gradientNorm());
      return new FailedUpdateFile(failed, Optional.ofNullable(header.finding()));
    } catch (CarouselException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw damaged(file, "an inconsistent chunk: " + first, e);
    }
  }

  private static Header header(Path file, @Nullable String json) {
    if (json == null) {
      throw damaged(file, "nothing under " + JSON_KEY, null);
    }
    try {
      return MetadataJson.readNullable(json, Header.class);
    } catch (JsonProcessingException e) {
      throw damaged(file, MetadataJson.fault(e), e);
    }
  }

  private static CarouselException damaged(Path file, String found, @Nullable Throwable cause) {
    return CarouselException.failure("The file holds no failed update, or it is damaged.")
        .expected("a file nonfinite-UPDATE.safetensors that 'carousel train' wrote")
        .found(found)
        .where(file)
        .mend("use another copy, or repeat the run")
        .cause(cause)
        .build();
  }
}
