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
 * The handing over of a checkpoint, which writes it to the run folder. One object an event; used by
 * the training thread.
 */
@Name("dev.carousel.Checkpoint")
@Label("Checkpoint")
@Description("The handing over of a checkpoint, which writes it to the run folder")
@Category("Carousel")
@StackTrace(false)
public final class CheckpointEvent extends Event {
  @Label("Update")
  @Description("The number of updates before it")
  private long update;

  private CheckpointEvent() {}

  /** An event that begins now; null if nothing records it, which costs no object. */
  public static @Nullable CheckpointEvent begun() {
    if (!FlightRecorder.isInitialized() || !Registered.TYPE.isEnabled()) {
      return null;
    }
    CheckpointEvent event = new CheckpointEvent();
    event.begin();
    return event;
  }

  /** Ends an event and commits it; does nothing if there is none. */
  public static void made(@Nullable CheckpointEvent event, long update) {
    if (event != null) {
      event.update = update;
      event.commit();
    }
  }

  /** Registered with the recorder when the first recording is there, not before. */
  private static final class Registered {
    static final EventType TYPE = EventType.getEventType(CheckpointEvent.class);
  }
}
