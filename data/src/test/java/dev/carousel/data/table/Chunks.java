package dev.carousel.data.table;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a part of a table gives a network, in plain arrays. */
final class Chunks {
  private Chunks() {}

  /** All rows of the first epoch: for each, its steps as lists of inputs, and its targets. */
  static List<Row> rows(Part part) {
    List<Row> rows = new ArrayList<>();
    if (part.symbols() == 0) {
      return rows;
    }
    Epoch epoch = part.epoch(7, 1000, 1, 0);
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      for (int row = 0; row < chunk.rows(); row++) {
        rows.add(row(chunk, row));
      }
    }
    return rows;
  }

  /**
   * A row of a chunk.
   *
   * @param inputs {@code [T][I]}
   * @param targets {@code [1 or T][O]}; classes as numbers
   */
  record Row(List<List<Float>> inputs, List<List<Float>> targets) {
    float input(int step, int feature) {
      return inputs.get(step).get(feature);
    }

    /** The only target. */
    float target() {
      return targets.get(0).get(0);
    }
  }

  private static Row row(Chunk chunk, int row) {
    List<List<Float>> inputs = new ArrayList<>();
    List<List<Float>> targets = new ArrayList<>();
    Inputs.Values values =
        chunk.inputs() instanceof Inputs.Mixed mixed
            ? mixed.vectors()
            : (Inputs.Values) chunk.inputs();
    boolean isEnd = chunk.targets().moment() == Targets.Moment.END;
    for (int step = 0; step < chunk.steps(); step++) {
      if (chunk.isReal(step, row)) {
        int place = step * chunk.rows() + row;
        inputs.add(part(values.values(), place, values.features()));
        if (!isEnd) {
          targets.add(target(chunk.targets(), place));
        }
      }
    }
    if (isEnd) {
      targets.add(target(chunk.targets(), row));
    }
    return new Row(inputs, targets);
  }

  private static List<Float> target(Targets targets, int place) {
    return targets instanceof Targets.Symbols symbols
        ? List.of((float) symbols.ids()[place])
        : part(((Targets.Values) targets).values(), place, targets.features());
  }

  private static List<Float> part(float[] values, int place, int width) {
    List<Float> part = new ArrayList<>();
    for (float value : Arrays.copyOfRange(values, place * width, (place + 1) * width)) {
      part.add(value);
    }
    return part;
  }
}
