package dev.carousel.optimizers.hook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.carousel.optimizers.Plugins;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.HookMemory;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NonFiniteTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(NonFiniteHook.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    logger.setAdditive(false);
    logger.addAppender(log);
    log.start();
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @Test
  void letsFiniteUpdatesPass() {
    assertEquals(Outcome.UNCHANGED, Plugins.hook("non-finite").update(update(1, 1e30)));
    assertTrue(log.list.isEmpty());
  }

  @Test
  void skipsAndNamesTheTensorThatIsNotFinite() {
    assertEquals(Outcome.SKIP, Plugins.hook("non-finite").update(update(1, Double.NaN)));
    assertEquals(Level.WARN, log.list.get(0).getLevel());
    assertLogged("Update 12 is skipped", "'layer1/i.Wh' has NaN at element 2", "stops at 10");
  }

  @Test
  void skipsWhenOnlyTheLossIsNotFinite() {
    UpdateHook guard = Plugins.hook("non-finite");
    assertEquals(Outcome.SKIP, guard.update(update(Double.POSITIVE_INFINITY, 1)));
    assertLogged("the loss is Infinity");
  }

  @Test
  void skipsWhatTheClipsCannotMeasure() {
    assertEquals(Outcome.SKIP, Plugins.hook("non-finite").update(update(1, 1e200)));
    assertLogged("'layer1/i.Wh' is too large to be squared");
  }

  @Test
  void stopsAfterSoManyInARow() {
    UpdateHook guard = Plugins.hook("non-finite:stop-after=3");
    guard.update(update(1, Double.NaN));
    guard.update(update(1, Double.NaN));
    Refusal stop = Refusal.of(() -> guard.update(update(1, Double.NaN)));
    assertEquals(Refusal.Kind.FAILURE, stop.kind());
    String message = stop.message();
    assertTrue(message.contains("fewer than 3 (option stop-after"), message);
    assertTrue(message.contains("layer1/i.Wh"), message);
    assertTrue(message.contains("update 12"), message);
    assertTrue(message.contains("clip-norm"), message);
  }

  @Test
  void goesBackWithSmallerSteps() {
    UpdateHook guard = Plugins.hook("non-finite:policy=roll-back,shrink=0.25,stop-after=7");
    assertEquals(new UpdateHook.RollBack(0.25, 7), guard.rollBack());
    assertEquals(Outcome.UNCHANGED, guard.update(update(1, 1)));
    assertEquals(Outcome.ROLL_BACK, guard.update(update(1, Double.NaN)));
    assertLogged("Update 12 is not made", "rolls back", "'layer1/i.Wh' has NaN at element 2");
    assertNull(Plugins.hook("non-finite").rollBack());
  }

  @Test
  void stopsAtOnce() {
    UpdateHook guard = Plugins.hook("non-finite:policy=stop");
    assertEquals(Outcome.UNCHANGED, guard.update(update(1, 1)));
    Refusal.of(
        () -> guard.update(update(Double.NaN, 1)),
        "An update is not finite",
        "option policy=stop of hook non-finite",
        "the loss is NaN",
        "update 12");
  }

  @Test
  void aFiniteUpdateStartsTheCountAnew() {
    UpdateHook guard = Plugins.hook("non-finite:stop-after=2");
    for (int i = 0; i < 3; i++) {
      assertEquals(Outcome.SKIP, guard.update(update(1, Double.NaN)));
      assertEquals(Outcome.UNCHANGED, guard.update(update(1, 1)));
    }
  }

  @Test
  void changesUpdatesUnlessItIsOff() {
    for (String policy : new String[] {"skip", "roll-back", "stop"}) {
      assertTrue(Plugins.hook("non-finite:policy=" + policy).changesUpdates(), policy);
    }
    UpdateHook off = Plugins.hook("non-finite:policy=off");
    assertFalse(off.changesUpdates());
    assertEquals(Outcome.UNCHANGED, off.update(update(Double.NaN, Double.NaN)));
  }

  @Test
  void remembersTheCount() {
    UpdateHook guard = Plugins.hook("non-finite:stop-after=2");
    guard.update(update(1, Double.NaN));
    assertArrayEquals(new double[] {1}, ((HookMemory) guard).memory().get("in-a-row"));
    UpdateHook resumed = Plugins.hook("non-finite:stop-after=2");
    ((HookMemory) resumed).remember(((HookMemory) guard).memory());
    Refusal.of(() -> resumed.update(update(1, Double.NaN)));
  }

  private void assertLogged(String... parts) {
    String message = log.list.get(0).getFormattedMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static Update update(double loss, double element) {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    gradients.put("layer0/i.Wh", Precision.FLOAT64.zeros(4));
    gradients.put("layer1/i.Wh", Precision.FLOAT64.zeros(4));
    gradients.get("layer1/i.Wh").set(2, element);
    NamedTensors tensors = new NamedTensors(gradients);
    return new Update(12, loss, tensors.like(), tensors);
  }
}
