package dev.carousel.fuzz;

import dev.carousel.data.DataCodec;
import dev.carousel.io.SafetensorsBytes;
import dev.carousel.model.SavedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A model's file, of which everything but the outermost layer may be wrong. */
public final class SavedModelFuzz {
  private SavedModelFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(SavedModelFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("model.safetensors", SafetensorsBytes.of(input), SavedModelFuzz::check);
  }

  private static void check(Path file) throws IOException {
    SavedModel read = SavedModel.read(file);
    Hostile.require(DataCodec.fromJson(read.codec().toJson()).equals(read.codec()), read.codec());
    if (Hostile.isThorough()) {
      requireSame(read, file);
    }
    Networks.compile(read.network()).adopt(read.parameters());
  }

  private static void requireSame(SavedModel read, Path file) throws IOException {
    Path copy = file.resolveSibling("copy.safetensors");
    read.write(copy);
    byte[] first = Files.readAllBytes(copy);
    SavedModel again = SavedModel.read(copy);
    Hostile.require(again.network().equals(read.network()), again.network());
    Hostile.require(again.notes().equals(read.notes()), again.notes());
    again.write(copy);
    Hostile.require(Arrays.equals(first, Files.readAllBytes(copy)), "other bytes");
  }
}
