package dev.carousel.flow.steps;

import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import java.util.Arrays;

/** Some steps of a chunk of symbols, with a target at every step. */
final class ChunkParts {
  private ChunkParts() {}

  static Chunk steps(Chunk chunk, int from, int to) {
    int rows = chunk.rows();
    Inputs.Symbols inputs = (Inputs.Symbols) chunk.inputs();
    Targets.Symbols targets = (Targets.Symbols) chunk.targets();
    return new Chunk(
        new Inputs.Symbols(
            to - from,
            rows,
            inputs.features(),
            Arrays.copyOfRange(inputs.ids(), from * rows, to * rows)),
        new Targets.Symbols(
            targets.moment(),
            targets.classes(),
            Arrays.copyOfRange(targets.ids(), from * rows, to * rows)),
        new boolean[rows]);
  }
}
