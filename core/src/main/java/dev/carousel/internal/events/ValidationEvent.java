package dev.carousel.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * One measurement of the loss on the validation set. One object an event; used by the training
 * thread.
 */
@Name("dev.carousel.Validation")
@Label("Validation")
@Description("One measurement of the loss on the validation set")
@Category("Carousel")
@StackTrace(false)
public final class ValidationEvent extends Event {
  @Label("Update")
  @Description("The number of updates before it")
  private long update;

  @Label("Training Loss")
  @Description("Mean loss since the last validation, in the unit of the loss")
  private double trainLoss;

  @Label("Validation Loss")
  @Description("NaN without a validation set")
  private double validLoss;

  @Label("Best")
  @Description("Whether it is the best so far")
  private boolean best;

  private ValidationEvent() {}

  /** An event that begins now; null if nothing records it, which costs no object. */
  public static @Nullable ValidationEvent begun() {
    if (!FlightRecorder.isInitialized() || !Registered.TYPE.isEnabled()) {
      return null;
    }
    ValidationEvent event = new ValidationEvent();
    event.begin();
    return event;
  }

  /** Ends an event and commits it; does nothing if there is none. */
  public static void made(
      @Nullable ValidationEvent event,
      long update,
      double trainLoss,
      double validLoss,
      boolean best) {
    if (event != null) {
      event.update = update;
      event.trainLoss = trainLoss;
      event.validLoss = validLoss;
      event.best = best;
      event.commit();
    }
  }

  /** Registered with the recorder when the first recording is there, not before. */
  private static final class Registered {
    static final EventType TYPE = EventType.getEventType(ValidationEvent.class);
  }
}
