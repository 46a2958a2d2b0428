package dev.carousel.cli.tour;

import dev.carousel.Engines;
import dev.carousel.cli.options.Session;
import dev.carousel.engine.Engine;
import dev.carousel.train.TrainingListener;
import java.util.function.Consumer;

/**
 * Computes chapters.
 *
 * @param session has the plugins
 * @param seed of what is drawn at random
 * @param progress follows the one training
 * @param stop receives how to end that training early
 */
record Guide(Session session, long seed, TrainingListener progress, Consumer<Runnable> stop) {
  /** Computes a chapter: a few seconds at most, but for the LSTM, which is trained. */
  Chapter compute(Subject subject) {
    try (Engine engine = Engines.reference()) {
      return switch (subject) {
        case STATE -> StateChapter.tell(StateChapter.measure(engine));
        case POWER -> PowerChapter.tell(PowerChapter.measure(engine));
        case MATRIX -> MatrixChapter.tell(MatrixChapter.measure(engine));
        case CLIPPING -> ClippingChapter.tell(ClippingChapter.measure(engine));
        case LSTM -> LstmChapter.tell(Counter.measure(session, seed, progress, stop));
        case STORY -> StoryChapter.tell(StoryChapter.measure(engine, session.plugins(), seed));
        case CELL -> OwnCellChapter.tell(OwnCellChapter.measure(engine, seed));
      };
    }
  }
}
