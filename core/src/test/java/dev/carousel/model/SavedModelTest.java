package dev.carousel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.Engines;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.fixture.Letters;
import dev.carousel.fixture.LstmPlugin;
import dev.carousel.io.Safetensors;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTest {
  private static final DataShape SHAPE = new DataShape(true, 3, true, 3, Moment.EVERY_STEP);

  @TempDir Path folder;

  private static SavedModel model() {
    return model(4, 2);
  }

  private static SavedModel model(int units, int layers) {
    NetworkSpec spec =
        NetworkSpec.of(SHAPE, LstmPlugin.chosen().with("forget-bias", 1))
            .units(units)
            .layers(layers)
            .dropout(0.25)
            .bidirectional(true)
            .embedding(2);
    try (Engine engine = Engines.fused(1)) {
      NamedTensors parameters = Network.compile(engine, spec).initialParameters(1);
      Map<String, String> notes =
          Map.of("optimizer", "adam:lr=0.002", "seed", "1", "data", "\u20AC");
      return new SavedModel(spec, Letters.of("ab"), notes, parameters);
    }
  }

  private Path written() {
    Path file = folder.resolve("model.safetensors");
    model().write(file);
    return file;
  }

  private Path withMetadata(String key, String value) {
    Path file = written();
    Safetensors.Contents contents = Safetensors.read(file);
    Map<String, String> metadata = new HashMap<>(contents.metadata());
    metadata.put(key, value);
    Safetensors.write(file, contents.tensors(), metadata);
    return file;
  }

  @Test
  void aModelThatIsNotFiniteIsRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      SavedModel model = model();
      model.parameters().get("head/head.b").set(1, value);
      Path file = folder.resolve("broken.safetensors");
      model.write(file);
      Refusal.of(
          () -> SavedModel.read(file),
          "The model is not finite",
          value + " at element 1 of 'head/head.b'",
          "broken.safetensors");
    }
  }

  @Test
  void everythingComesBack() {
    SavedModel model = model();
    SavedModel back = SavedModel.read(written());
    assertEquals(model.network(), back.network());
    assertEquals(model.codec().toJson(), back.codec().toJson());
    assertEquals(model.notes(), back.notes());
    assertEquals(List.copyOf(model.parameters().names()), List.copyOf(back.parameters().names()));
    model
        .parameters()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.toDoubles(), back.parameters().get(name).toDoubles()));
  }

  @Test
  void sameModelGivesTheSameBytes() throws IOException {
    byte[] once = Files.readAllBytes(written());
    Path again = folder.resolve("again.safetensors");
    SavedModel.read(folder.resolve("model.safetensors")).write(again);
    assertArrayEquals(once, Files.readAllBytes(again));
  }

  /** The names of metadata are sealed like all else, the checksum's own name too. */
  @Test
  void anyFlippedBitIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    model(1, 1).write(file); // a small one: every bit of it costs a write and a read
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, flipped);
      assertThrows(CarouselException.class, () -> SavedModel.read(file), "bit " + bit);
    }
  }

  @Test
  void aMissingFileIsRefused() {
    Path file = folder.resolve("nothing");
    Refusal.of(() -> SavedModel.read(file), file.toString());
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      Refusal.of(() -> SavedModel.read(file), file.toString());
    }
  }

  @Test
  void tensorsOfAnotherProgramAreRefused() {
    Path file = folder.resolve("other.safetensors");
    Safetensors.write(file, model().parameters(), Map.of("format", "pt"));
    Refusal.of(
        () -> SavedModel.read(file), "not a Carousel model", "carousel.format", file.toString());
  }

  @Test
  void aFileOfANewerVersionIsRefused() {
    Path file = withMetadata("carousel.format", "9");
    Refusal.of(
        () -> SavedModel.read(file),
        "newer version",
        "format 2 or older",
        "format 9",
        file.toString(),
        "use that version");
  }

  @Test
  void aFormatThatIsNoNumberIsRefused() {
    Path file = withMetadata("carousel.format", "two");
    Refusal.of(() -> SavedModel.read(file), "carousel.format = two", file.toString());
  }

  @Test
  void aDamagedNetworkIsRefused() {
    String whole = String.valueOf(Safetensors.read(written()).metadata().get("carousel.network"));
    String withoutCell = whole.replace("\"lstm:forget-bias=1\"", "null");
    for (String json : List.of("{}", "null", "{\"units\":", "[]", withoutCell)) {
      Path file = withMetadata("carousel.network", json);
      Refusal.of(() -> SavedModel.read(file), "damaged", file.toString());
    }
  }

  @Test
  void aDamagedCodecIsRefusedWithTheFile() {
    Path file = withMetadata("carousel.data", "{\"kind\":\"letters\",");
    Refusal.of(
        () -> SavedModel.read(file),
        "The model's description of its data is damaged.",
        "one of the kinds of data: arrays, letters",
        "where:    " + file);
  }

  @Test
  void aCodecOfAnotherBuildOrKindIsToldAsThat() {
    String whole = String.valueOf(Safetensors.read(written()).metadata().get("carousel.data"));
    Path newer = withMetadata("carousel.data", whole.replaceFirst("\\{", "{\"later\":1,"));
    Refusal.of(
        () -> SavedModel.read(newer),
        "written by another build of Carousel",
        "'later'",
        "where:    " + newer);
    Path alien = withMetadata("carousel.data", "{\"kind\":\"table\"}");
    Refusal.of(
        () -> SavedModel.read(alien),
        "The model's kind of data is unknown.",
        "carousel-data",
        "where:    " + alien);
  }

  @Test
  void aFormatBeforeTheFirstIsRefused() {
    Path file = withMetadata("carousel.format", "-1");
    Refusal.of(() -> SavedModel.read(file), "carousel.format = -1", file.toString());
  }

  @Test
  void dataThatDoesNotFitTheNetworkIsRefused() {
    Path file = withMetadata("carousel.data", Letters.of("a").toJson());
    Refusal.of(
        () -> SavedModel.read(file), "damaged", "a network for 3 symbols", "data of 2 symbols");
  }

  @Test
  void aNetworkThatReadsNothingIsRefusedWithoutNamesOfClasses() {
    String whole = String.valueOf(Safetensors.read(written()).metadata().get("carousel.network"));
    Path file =
        withMetadata(
            "carousel.network", whole.replace("\"inputFeatures\":3", "\"inputFeatures\":-3"));
    Refusal.of(
        () -> SavedModel.read(file), "found:    The network has no input or no output.", "try:");
  }
}
