package dev.carousel.cli.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.published.Arm;
import dev.carousel.experiments.published.Budget;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.Claim;
import dev.carousel.experiments.published.Criterion;
import dev.carousel.experiments.published.DataFiles;
import dev.carousel.experiments.published.Published;
import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Source;
import dev.carousel.experiments.statistics.Aim;
import dev.carousel.interop.FileSha256;
import dev.carousel.refusal.Refusal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A result whose data are files: small images, of which half are dark and half bright. */
class ReproduceDataTest {
  private static final int IMAGES = 64;

  @TempDir private Path work = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> sums = new LinkedHashMap<>();

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(work.resolve("data"));
    for (String part : List.of("train", "t10k")) {
      idx(part + "-images-idx3-ubyte.gz", 3, 2);
      idx(part + "-labels-idx1-ubyte.gz");
    }
  }

  /** The first dimension is the image; all bytes of an image follow from its class. */
  private void idx(String name, int... others) throws IOException {
    Path file = work.resolve("data").resolve(name);
    try (DataOutputStream bytes =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      bytes.writeInt(0x08 << 8 | 1 + others.length);
      bytes.writeInt(IMAGES);
      int size = 1;
      for (int other : others) {
        bytes.writeInt(other);
        size *= other;
      }
      for (int i = 0; i < IMAGES * size; i++) {
        int label = i / size % 2;
        bytes.write(others.length == 0 ? label : 20 + 200 * label);
      }
    }
    sums.put(name, FileSha256.of(file));
  }

  private Catalogue catalogue() {
    DataFiles files =
        new DataFiles(
            "Small images",
            "the package small-images",
            sums,
            Map.of(
                "npz", "DATA/train.npz",
                "valid-file", "DATA/t10k.npz",
                "group", "group",
                "target", "label",
                "classes", "true"));
    PublishedResult generated =
        result("generated", "adding:length=2", null, Criterion.LOSS, Aim.SMALLER, 1);
    return new Catalogue(
        List.of(generated, result("images", "", files, "accuracy", Aim.LARGER, 0.99)));
  }

  private static PublishedResult result(
      String name, String task, @Nullable DataFiles files, String metric, Aim aim, double bound) {
    return new PublishedResult(
        name,
        "A small one",
        new Source("Author 1997", "Author, A paper, 1997", "table 1", true),
        new Published(990.0, "of 1,000 images", "It is learnt."),
        "As small as can be.",
        task,
        files,
        List.of(
            new Arm(
                "rnn",
                Map.of("cell", "rnn", "units", "4", "optimizer", "adam:lr=0.05"),
                Claim.SOLVES)),
        new Criterion(metric, aim, bound, 0.1),
        List.of(),
        new Budget(8, 40, 1, 3, 1));
  }

  private int run(String line) throws Exception {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    CommandLine command = new CommandLine(new ReproduceCommand(console, catalogue()));
    return command
        .registerConverter(OutputFile.class, OutputFile::new)
        .setExecutionExceptionHandler(
            (fault, any, parsed) -> {
              throw fault;
            })
        .execute((line + " --no-progress --jobs 1").replace("@", work.toString()).split(" +"));
  }

  private void refused(String line, String... told) {
    CarouselException fault = assertThrows(CarouselException.class, () -> call(line));
    String message = String.valueOf(fault.getMessage()).replace(work.toString(), "FOLDER");
    new Refusal(Refusal.Kind.USAGE, message, null).says(told);
  }

  private int call(String line) throws Exception {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    CommandLine parsed = new CommandLine(new ReproduceCommand(console, catalogue()));
    parsed.registerConverter(OutputFile.class, OutputFile::new);
    parsed.parseArgs(line.replace("@", work.toString()).split(" +"));
    ReproduceCommand command = parsed.getCommand();
    return command.call();
  }

  @Test
  void imagesAreCheckedPreparedAndLearnt() throws Exception {
    assertEquals(0, run("images --data @/data --out @/out --json -"), err::toString);
    JsonNode result = new ObjectMapper().readTree(out.toString()).at("/results/0");
    assertEquals("reproduced", result.at("/verdict").asText(), result.toString());
    assertEquals(3, result.at("/arms/0/solved").asInt());
    assertEquals(1.0, result.at("/arms/0/figure/mean").asDouble());
    assertEquals("DATA/train.npz", result.at("/arms/0/settings/npz").asText());
    assertEquals(
        catalogue().get("images").fingerprint(),
        result.at("/fingerprint").asText(),
        "wherever the data are");
    Path npz = work.resolve("out/data-images/train.npz");
    byte[] first = Files.readAllBytes(npz);
    Files.delete(npz);
    assertEquals(0, run("images --data @/data --out @/out --json -"), err::toString);
    assertArrayEquals(first, Files.readAllBytes(npz));
  }

  @Test
  void withoutTheirDataResultsAreLeftOut() throws Exception {
    assertEquals(0, run("all --json -"), err::toString);
    JsonNode results = new ObjectMapper().readTree(out.toString()).at("/results");
    assertEquals(1, results.size());
    assertEquals("generated", results.at("/0/name").asText());
    assertTrue(
        err.toString().contains("images is left out: it needs Small images, by --data DIR."),
        err::toString);
  }

  @Test
  void dataThatAreMissingOrOtherOnesAreRefused() throws Exception {
    refused(
        "images",
        "'images' needs data that are not generated.",
        "expected: Small images: train-images-idx3-ubyte.gz, ",
        "--data DIR, the folder with these files; they come from the package small-images");
    refused(
        "generated --data @/data",
        "--data has no effect here: its data are generated.",
        "found:    generated");
    Path images = work.resolve("data/train-images-idx3-ubyte.gz");
    String sum = sums.get("train-images-idx3-ubyte.gz");
    Files.write(images, new byte[] {1});
    refused(
        "all --data @/data",
        "A file of the data is not the one that was published.",
        "expected: SHA-256 " + sum,
        "where:    FOLDER/data/train-images-idx3-ubyte.gz",
        "get it again from the package small-images");
    Files.delete(images);
    refused(
        "images --data @/data",
        "A file of the data is missing.",
        "expected: train-images-idx3-ubyte.gz of Small images",
        "where:    --data FOLDER/data");
    refused(
        "images --data @/none",
        "The folder with the data does not exist.",
        "found:    nothing of that name",
        "where:    --data FOLDER/none");
  }
}
