package dev.carousel.experiments.process;

import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import java.io.Serializable;

/**
 * What a child is sent first.
 *
 * @param body makes the trial; serializable
 * @param trial to be made
 * @param folder of its training
 */
record ChildRequest(TrialBody body, Trial trial, String folder) implements Serializable {
  /** What a child is sent when it is to stop; the end of the stream says that its parent ended. */
  static final int STOP = 1;
}
