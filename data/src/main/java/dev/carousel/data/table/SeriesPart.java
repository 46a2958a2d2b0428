package dev.carousel.data.table;

import dev.carousel.data.Epoch;
import dev.carousel.data.SequenceList;
import dev.carousel.data.StreamPart;

/**
 * A part of a table as long sequences, one of each group.
 *
 * @param table the whole table
 * @param starts the first position of each sequence
 * @param stream the sequences
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record SeriesPart(EncodedTable table, int[] starts, StreamPart stream) implements Placed {
  @Override
  public int position(int sequence, int step) {
    return starts[sequence] + step;
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public int firstInUse(int sequence) {
    return 0;
  }

  @Override
  public int lastInUse(int sequence) {
    return stream.sequences().length(sequence) - 1;
  }

  @Override
  public long symbols() {
    return stream.symbols();
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    return stream.epoch(batch, steps, seed, epoch);
  }

  @Override
  public SequenceList sequences() {
    return stream.sequences();
  }
}
