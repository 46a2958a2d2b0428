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
 * One update of the parameters, from the forward pass to the optimizer. One object an event; used
 * by the training thread.
 */
@Name("dev.carousel.Update")
@Label("Update")
@Description("One update of the parameters, from the forward pass to the optimizer")
@Category("Carousel")
@StackTrace(false)
public final class UpdateEvent extends Event {
  @Label("Update")
  @Description("Its index, from 0")
  private long update;

  @Label("Loss")
  @Description("Mean loss of the batch, in the unit of the loss: nats for a text")
  private double loss;

  @Label("Gradient Norm")
  @Description("Euclidean norm over all parameters, before the hooks")
  private double gradientNorm;

  @Label("Skipped")
  @Description("Whether a hook skipped the update or rolled the run back")
  private boolean skipped;

  private UpdateEvent() {}

  /** An event that begins now; null if nothing records it, which costs no object. */
  public static @Nullable UpdateEvent begun() {
    if (!FlightRecorder.isInitialized() || !Registered.TYPE.isEnabled()) {
      return null;
    }
    UpdateEvent event = new UpdateEvent();
    event.begin();
    return event;
  }

  /** Ends an event and commits it; does nothing if there is none. */
  public static void made(
      @Nullable UpdateEvent event, long update, double loss, double gradientNorm, boolean skipped) {
    if (event != null) {
      event.update = update;
      event.loss = loss;
      event.gradientNorm = gradientNorm;
      event.skipped = skipped;
      event.commit();
    }
  }

  /** Registered with the recorder when the first recording is there, not before. */
  private static final class Registered {
    static final EventType TYPE = EventType.getEventType(UpdateEvent.class);
  }
}
