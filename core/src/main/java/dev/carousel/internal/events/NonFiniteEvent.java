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
 * The first update whose loss or gradient is not finite, with the search for its cause. One object
 * an event; used by the training thread.
 */
@Name("dev.carousel.NonFinite")
@Label("Non-finite Update")
@Description("The first update whose loss or gradient is not finite, with the search for its cause")
@Category("Carousel")
@StackTrace(false)
public final class NonFiniteEvent extends Event {
  @Label("Update")
  @Description("Its index, from 0")
  private long update;

  @Label("Loss")
  @Description("Mean loss of the batch, in the unit of the loss")
  private double loss;

  @Label("Gradient Norm")
  @Description("Euclidean norm over all parameters")
  private double gradientNorm;

  @Label("Layer")
  @Description("Of the first value that is not finite; null if none was found")
  private @Nullable String layer;

  @Label("Equation")
  @Description("Of that value; null if none was found")
  private @Nullable String equation;

  private NonFiniteEvent() {}

  /** An event that begins now; null if nothing records it, which costs no object. */
  public static @Nullable NonFiniteEvent begun() {
    if (!FlightRecorder.isInitialized() || !Registered.TYPE.isEnabled()) {
      return null;
    }
    NonFiniteEvent event = new NonFiniteEvent();
    event.begin();
    return event;
  }

  /** Ends an event and commits it; does nothing if there is none. */
  public static void found(
      @Nullable NonFiniteEvent event,
      long update,
      double loss,
      double gradientNorm,
      @Nullable String layer,
      @Nullable String equation) {
    if (event != null) {
      event.update = update;
      event.loss = loss;
      event.gradientNorm = gradientNorm;
      event.layer = layer;
      event.equation = equation;
      event.commit();
    }
  }

  /** Registered with the recorder when the first recording is there, not before. */
  private static final class Registered {
    static final EventType TYPE = EventType.getEventType(NonFiniteEvent.class);
  }
}
