package dev.carousel.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static List<String> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("carousel-engine-"))
        .toList();
  }

  @Test
  void closingLeavesNoThreadAndMayBeRepeated() {
    int before = engineThreads().size();
    Session session = Session.open(new GlobalOptions());
    Engine engine = session.engine(EngineSettings.threads(3));
    session.engine(EngineSettings.threads(2));
    assertEquals(before + 3, engineThreads().size());
    session.close();
    assertEquals(before, engineThreads().size());
    session.close();
    assertThrows(
        CarouselException.class, () -> engine.compile("layer", s -> s.output(s.input()), 1, 1));
  }
}
