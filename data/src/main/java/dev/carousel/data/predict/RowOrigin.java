package dev.carousel.data.predict;

import dev.carousel.data.table.RowEncoder;
import dev.carousel.data.table.TableCodec;
import org.jspecify.annotations.Nullable;

/** The last row of a group that is followed: what comes after it is not known. */
record RowOrigin(GroupReader group, RowEncoder encoder) implements Origin {
  @Override
  public Place place(TableCodec codec, int h) {
    int origin = group.memory().rows() - 1;
    int later = codec.ahead() + h;
    return new Place(
        group.index(),
        group.memory().group(),
        origin,
        origin + later,
        -1,
        h + 1,
        encoder.timeText(group.memory(), later));
  }

  @Override
  public double decode(int output, double scaled) {
    return encoder.decode(group.memory(), output, scaled);
  }

  @Override
  public double truth(int output, Place place) {
    return Double.NaN;
  }

  @Override
  public @Nullable String trueClass(Place place) {
    return null;
  }
}
