package dev.carousel.data.predict;

import dev.carousel.data.table.TableCodec;
import org.jspecify.annotations.Nullable;

/** From where a prediction is made. */
interface Origin {
  /** Where a prediction belongs, for a row of the horizon from 0. */
  Place place(TableCodec codec, int h);

  /** Turns a number back into the units of the data. */
  double decode(int output, double scaled);

  /** What the table holds; NaN where it is not known. */
  double truth(int output, Place place);

  /** The class that the table holds; null where it is not known. */
  @Nullable String trueClass(Place place);
}
