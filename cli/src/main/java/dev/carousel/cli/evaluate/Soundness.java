package dev.carousel.cli.evaluate;

import static dev.carousel.cli.console.Words.format;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.error.ShellWord;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.LossTotal;
import dev.carousel.train.Divergence;
import dev.carousel.train.RunFolder;
import java.util.ArrayList;
import java.util.List;

/** Whether the figures of a model mean anything: the rules by which a training fails. */
final class Soundness {
  private Soundness() {}

  /**
   * Refuses a loss that is not finite, of which no figure is given.
   *
   * @throws CarouselException if it is not finite, or nothing is known of what is predicted
   */
  static void require(LossTotal total, Dataset data) {
    if (total.predictions() == 0) {
      throw CarouselException.failure("Nothing is known of what is predicted.")
          .expected("the truth of at least one prediction")
          .found("missing targets only")
          .where(data.description())
          .mend("evaluate data that has them; 'carousel predict' needs none")
          .build();
    }
    double loss = total.mean();
    if (!Double.isFinite(loss)) {
      throw CarouselException.failure("The network's loss is not finite, so nothing is measured.")
          .expected("a finite loss")
          .found(loss)
          .where(data.description())
          .mend(
              "look for values far from those of the training, or train again with smaller steps"
                  + " (lr of --optimizer) or clipping (--hook clip-norm:max=1)")
          .build();
    }
  }

  /**
   * What is wrong with a model whose figures are finite.
   *
   * @param loss its mean loss on a part of the data
   */
  static List<String> notes(RunFolder folder, double loss, Dataset data, HeadLoss head) {
    List<String> notes = new ArrayList<>();
    folder
        .failedUpdate()
        .ifPresent(
            file ->
                notes.add(
                    "the training of this model has not ended, and an update was not finite; this"
                        + " is its best model so far. See: carousel replay "
                        + ShellWord.of(file)));
    Divergence.of(loss, data, head).map(Soundness::words).ifPresent(notes::add);
    return notes;
  }

  private static String words(Divergence divergence) {
    return format(
        "the network is unusable: its loss of %.4g is more than 100 times that of outputs that are"
            + " all zero (%.4g)",
        divergence.validLoss(), divergence.blank());
  }
}
