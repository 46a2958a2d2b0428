package dev.carousel.cli.train;

import dev.carousel.data.DataCodec;
import dev.carousel.data.Dataset;
import dev.carousel.data.Targets;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.error.CarouselException;
import dev.carousel.model.NetworkSpec;

/** Refuses networks that would read what they must predict. */
final class Foresight {
  private Foresight() {}

  /** Refuses a layer that reads backwards if the future must be predicted. */
  static void refuse(NetworkSpec spec, Dataset data) {
    DataCodec codec = data.codec();
    boolean isForecast =
        codec instanceof Vocabulary || (codec instanceof TableCodec table && table.ahead() > 0);
    if (spec.bidirectional() && isForecast && data.shape().moment() == Targets.Moment.EVERY_STEP) {
      throw CarouselException.usage("--bidirectional would show the network the answer.")
          .expected("a prediction at the end of a sequence, or of the row that is read")
          .found(
              "a prediction of the next step at every step, which the backward layer has "
                  + "already read")
          .mend(
              codec instanceof Vocabulary
                  ? "leave out --bidirectional"
                  : "leave out --bidirectional, or give --window N or --ahead 0")
          .build();
    }
  }
}
