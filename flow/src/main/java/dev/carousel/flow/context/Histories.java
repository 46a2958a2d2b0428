package dev.carousel.flow.context;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.InputsBuffer;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places of a part at which something is predicted, in the order of the data, each with the steps
 * that come before it.
 *
 * <p>In a stream every place has a full history of {@code longest} steps. A place in one of several
 * sequences has what its sequence has.
 *
 * @param places spread evenly over the part
 * @param longest the most steps of history, the last step read included
 */
record Histories(List<Place> places, int longest) {
  private static final int MOST_ROWS = 64;

  /** A row of a stream has so many times the longest history, where the stream is long enough. */
  private static final int SPAN = 2;

  /**
   * A place.
   *
   * @param chunk that holds it and its history
   * @param row in the chunk
   * @param step the last step that is read before the prediction
   */
  record Place(Chunk chunk, int row, int step) {
    /** How many steps there are up to the place, itself included. */
    int history() {
      return step + 1;
    }

    /** Whether no target is missing. */
    boolean isKnown() {
      Targets targets = chunk.targets();
      int wanted = targets instanceof Targets.Values values ? values.features() : 1;
      return targets.known(target()) == wanted;
    }

    /** Which of the chunk's targets is predicted here. */
    int target() {
      return chunk.targets().moment() == Moment.END ? row : step * chunk.rows() + row;
    }
  }

  /**
   * Chooses places.
   *
   * @param longest the most steps of history; less where the data is shorter
   * @param wanted how many; fewer where there are no more
   * @param rows how many rows a stream is cut into at most
   */
  static Histories of(Part part, int longest, int wanted, int rows, long seed) {
    if (part.symbols() == 0) {
      return new Histories(List.of(), longest);
    }
    if (part.sequences().size() > 1) {
      return ofLongSequences(part.sequences(), longest, wanted, rows);
    }
    boolean isStream = part.epoch(1, 1, seed, 0).chunk(0).steps() == 1;
    return isStream && part.epoch(1, 1, seed, 0).size() > 1
        ? ofStream(part, longest, wanted, rows, seed)
        : ofSequences(part, longest, wanted, seed);
  }

  private static Histories ofStream(Part part, int longest, int wanted, int most, long seed) {
    long symbols = part.symbols();
    int reach = (int) Math.min(longest, Math.max(1, symbols / SPAN));
    int rows = (int) Math.max(1, Math.min(Math.min(most, wanted), symbols / (SPAN * (long) reach)));
    int length = (int) Math.min(Integer.MAX_VALUE / (4L * rows), symbols / rows);
    int perRow = Math.max(1, Math.min((wanted + rows - 1) / rows, length - reach + 1));
    int stride = Math.max(1, Math.min((length - reach + 1) / perRow, reach));
    Chunk chunk = part.epoch(rows, reach + (perRow - 1) * stride, seed, 0).chunk(0);
    List<Place> places = new ArrayList<>();
    for (int row = 0; row < chunk.rows(); row++) {
      for (int step = reach - 1; step < chunk.length(row); step += stride) {
        places.add(new Place(chunk, row, step));
      }
    }
    return new Histories(known(places), reach);
  }

  /**
   * Places in several long sequences, each of which is a row, or some of them if there are more:
   * see {@link #chosen}. None lies in the first half of a sequence that is shorter than the longest
   * history.
   */
  private static Histories ofLongSequences(
      SequenceList sequences, int longest, int wanted, int most) {
    int[] rows = chosen(sequences, longest, Math.min(most, wanted));
    int perRow = (wanted + rows.length - 1) / rows.length;
    int[] first = new int[rows.length];
    int[] stride = new int[rows.length];
    int[] steps = new int[rows.length];
    for (int row = 0; row < rows.length; row++) {
      int length = Math.min(sequences.length(rows[row]), Integer.MAX_VALUE / (4 * rows.length));
      int reach = Math.min(longest, (length + SPAN - 1) / SPAN);
      first[row] = reach - 1;
      stride[row] = Math.max(1, Math.min((length - reach + 1) / perRow, reach));
      steps[row] = (int) Math.min(length, reach + (perRow - 1L) * stride[row]);
    }
    Chunk chunk = sequences.stretches(rows, new int[rows.length], steps);
    List<Place> places = new ArrayList<>();
    int reached = 1;
    for (int row = 0; row < rows.length; row++) {
      for (int step = first[row]; step < steps[row]; step += stride[row]) {
        places.add(new Place(chunk, row, step));
        reached = Math.max(reached, Math.min(longest, step + 1));
      }
    }
    return new Histories(known(places), reached);
  }

  /**
   * Some of several sequences: spread evenly over those of at least so many steps, or the longest
   * if there are not enough of them.
   *
   * @param most the most sequences
   */
  static int[] chosen(SequenceList sequences, int steps, int most) {
    int[] byLength = sequences.byLength();
    int full = 0;
    while (full < byLength.length && sequences.length(byLength[full]) >= steps) {
      full++;
    }
    int count = Math.min(most, byLength.length);
    int among = Math.max(full, count);
    return IntStream.range(0, count).map(i -> byLength[(int) ((long) i * among / count)]).toArray();
  }

  private static Histories ofSequences(Part part, int longest, int wanted, long seed) {
    Epoch epoch = part.epoch(MOST_ROWS, longest, seed, 0);
    Chunk first = epoch.chunk(0);
    int perRow = first.targets().moment() == Moment.END ? 1 : Math.min(first.steps(), SPREAD);
    int perChunk = first.rows() * perRow;
    int chunks = Math.max(1, Math.min(epoch.size(), (wanted + perChunk - 1) / perChunk));
    List<Place> places = new ArrayList<>();
    int reach = 1;
    for (int i = 0; i < chunks; i++) {
      Chunk chunk = epoch.chunk((int) ((long) i * epoch.size() / chunks));
      for (int row = 0; row < chunk.rows(); row++) {
        int length = chunk.length(row);
        reach = Math.max(reach, Math.min(longest, length));
        int ends = Math.min(perRow, length);
        for (int k = 1; k <= ends; k++) {
          places.add(new Place(chunk, row, (int) ((long) k * length / ends) - 1));
        }
      }
    }
    return new Histories(known(places), reach);
  }

  /** The places of which nothing that is to be predicted is missing. */
  private static List<Place> known(List<Place> places) {
    return places.stream().filter(Place::isKnown).toList();
  }

  /** Steps of one sequence that is predicted at every step. */
  private static final int SPREAD = 8;

  /**
   * Some places as a chunk in which each is the end of a sequence of its own: nothing that is more
   * than {@code context} steps back is in it.
   */
  static Chunk lastSteps(List<Place> places, int context) {
    int rows = places.size();
    int steps = 1;
    for (Place place : places) {
      steps = Math.max(steps, Math.min(context, place.history()));
    }
    boolean[] mask = new boolean[steps * rows];
    boolean[] fresh = new boolean[rows];
    boolean isMasked = false;
    for (int row = 0; row < rows; row++) {
      fresh[row] = true;
      for (int step = 0; step < steps; step++) {
        mask[step * rows + row] = step < Math.min(context, places.get(row).history());
        isMasked |= !mask[step * rows + row];
      }
    }
    Chunk chunk = new Chunk(inputs(places, steps, mask), targets(places, steps, context), fresh);
    return isMasked ? chunk.masked(mask) : chunk;
  }

  private static Inputs inputs(List<Place> places, int steps, boolean[] mask) {
    int rows = places.size();
    InputsBuffer buffer = InputsBuffer.like(places.get(0).chunk().inputs(), steps, rows);
    for (int row = 0; row < rows; row++) {
      Place place = places.get(row);
      int first = Math.max(0, place.history() - steps);
      for (int step = 0; step < steps && mask[step * rows + row]; step++) {
        int from = (first + step) * place.chunk().rows() + place.row();
        buffer.copy(place.chunk().inputs(), from, step * rows + row);
      }
    }
    return buffer.inputs();
  }

  /** Where the prediction of a place stands among those of {@link #lastSteps}. */
  static int prediction(List<Place> places, int row, int context) {
    Place place = places.get(row);
    boolean isAtEnd = place.chunk().targets().moment() == Moment.END;
    return isAtEnd ? row : (Math.min(context, place.history()) - 1) * places.size() + row;
  }

  /** Of the moment that the network is made for; only those of the places themselves are told. */
  private static Targets targets(List<Place> places, int steps, int context) {
    Targets like = places.get(0).chunk().targets();
    int count = like.moment() == Moment.END ? places.size() : steps * places.size();
    int features = like.features();
    boolean isSymbols = like instanceof Targets.Symbols;
    int[] ids = new int[isSymbols ? count : 0];
    float[] values = new float[isSymbols ? 0 : count * features];
    for (int row = 0; row < places.size(); row++) {
      Place place = places.get(row);
      int to = prediction(places, row, context);
      if (place.chunk().targets() instanceof Targets.Symbols symbols) {
        ids[to] = symbols.ids()[place.target()];
      } else if (place.chunk().targets() instanceof Targets.Values numbers) {
        System.arraycopy(
            numbers.values(), place.target() * features, values, to * features, features);
      }
    }
    return isSymbols
        ? new Targets.Symbols(like.moment(), features, ids)
        : new Targets.Values(like.moment(), features, values);
  }
}
