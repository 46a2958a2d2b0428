package dev.carousel.data.arrays;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Sizes;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;

/** Sequences with their targets. Immutable. */
public final class TargetedSequences {
  private final ArraysCodec codec;
  private final List<Chunk> sequences;

  TargetedSequences(List<Chunk> sequences) {
    this.sequences = Collections.unmodifiableList(sequences);
    Chunk first = sequences.get(0);
    codec = new ArraysCodec(DataShape.of(first.inputs(), first.targets()));
  }

  private TargetedSequences(ArraysCodec codec, List<Chunk> sequences) {
    this.codec = codec;
    this.sequences = sequences;
  }

  /**
   * The same, with names of the numbers of a step, which a saved model keeps.
   *
   * @throws dev.carousel.error.CarouselException if there are more or fewer of them than numbers
   */
  public TargetedSequences withInputs(String... names) {
    return new TargetedSequences(
        new ArraysCodec(codec.read(), List.of(names), codec.classes()), sequences);
  }

  /**
   * The same, with names of the classes, which a saved model keeps.
   *
   * @throws dev.carousel.error.CarouselException if there are more or fewer of them than classes
   */
  public TargetedSequences withClasses(String... names) {
    return new TargetedSequences(
        new ArraysCodec(codec.read(), codec.inputs(), List.of(names)), sequences);
  }

  /**
   * A dataset with some of the sequences for validation. The choice does not depend on their
   * content, and is the same at every call.
   *
   * @param valid the share for validation, at least 0 and less than 1
   * @throws dev.carousel.error.CarouselException if the share is out of range
   */
  public Dataset split(double valid) {
    int train = Sizes.trainingLength(sequences.size(), valid);
    int[] order = IntStream.range(0, sequences.size()).toArray();
    MathArrays.shuffle(order, RandomStreams.stream(0, "array split"));
    boolean[] isHeldBack = new boolean[order.length];
    for (int i = train; i < order.length; i++) {
      isHeldBack[order[i]] = true;
    }
    List<Chunk> training = new ArrayList<>();
    List<Chunk> validation = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      (isHeldBack[i] ? validation : training).add(sequences.get(i));
    }
    return new ArrayDataset(codec, List.copyOf(training), List.copyOf(validation));
  }

  /** What a network must read and predict. */
  public DataShape shape() {
    return codec.read();
  }
}
