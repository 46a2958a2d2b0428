package dev.carousel.data.arrays;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import java.util.List;
import java.util.Locale;

/** Sequences of arrays with their targets, some of them for validation. */
record ArrayDataset(ArraysCodec codec, List<Chunk> train, List<Chunk> valid) implements Dataset {
  @Override
  public String description() {
    int longest =
        Math.max(
            train.stream().mapToInt(Chunk::steps).max().orElse(0),
            valid.stream().mapToInt(Chunk::steps).max().orElse(0));
    return String.format(
        Locale.ROOT,
        "arrays: sequences of up to %,d steps, %,d to train, %,d to validate",
        longest,
        train.size(),
        valid.size());
  }

  @Override
  public Part training() {
    return train.isEmpty() ? Part.empty() : new ArrayPart(train, true);
  }

  @Override
  public Part validation() {
    return valid.isEmpty() ? Part.empty() : new ArrayPart(valid, false);
  }

  @Override
  public DataShape shape() {
    return codec.read();
  }
}
