package dev.carousel.internal.engine.fused;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on the same shard and meet again and again. Who comes first looks out for the
 * others for a short while before it sleeps: a meeting takes less time than waking a thread. What
 * one has written before a meeting, all can read after it. Thread-safe: each member calls {@link
 * #meet} with its own number.
 */
public final class Team {
  /** A shard's only thread: it has nobody to meet. */
  static final int ALONE = 1;

  /** How often a thread looks before it lets others have its processor: about 10 microseconds. */
  private static final int LOOKS_AT_ONCE = 200;

  /** How often a thread looks before it sleeps. */
  private static final int LOOKS = 1200;

  /** The distance of numbers that threads change: each in a line of the cache of its own. */
  private static final int APART = 32;

  private static final int ARRIVED = APART;
  private static final int MEETING = 2 * APART;
  private static final int ASLEEP = 3 * APART;
  private static final int BROKEN = 4 * APART;

  private final int members;
  private final AtomicIntegerArray numbers = new AtomicIntegerArray(5 * APART + APART);
  private final AtomicReferenceArray<@Nullable Thread> sleepers;

  /** Thrown at a meeting to which a member does not come, because it has failed. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken() {
      super("another thread of the team has failed", null, false, false);
    }
  }

  /** A team of so many threads. */
  public Team(int members) {
    this.members = members;
    sleepers = new AtomicReferenceArray<>(members);
  }

  int members() {
    return members;
  }

  /** Waits until all members have come. */
  public void meet(int member) {
    if (members == ALONE) {
      return;
    }
    int meeting = numbers.get(MEETING);
    if (numbers.incrementAndGet(ARRIVED) == members) {
      numbers.set(ARRIVED, 0);
      numbers.set(MEETING, meeting + 1);
      wakeAll();
      return;
    }
    for (int looks = 0; numbers.get(MEETING) == meeting; looks++) {
      if (numbers.get(BROKEN) != 0) {
        throw new Broken();
      }
      if (looks < LOOKS_AT_ONCE) {
        Thread.onSpinWait();
      } else if (looks < LOOKS) {
        Thread.yield();
      } else {
        sleep(member, meeting);
      }
    }
  }

  /** Says first that it sleeps, then looks once more: who ends the meeting does the reverse. */
  private void sleep(int member, int meeting) {
    sleepers.set(member, Thread.currentThread());
    numbers.incrementAndGet(ASLEEP);
    if (numbers.get(MEETING) == meeting && numbers.get(BROKEN) == 0) {
      LockSupport.park(this);
    }
    numbers.decrementAndGet(ASLEEP);
    sleepers.set(member, null);
  }

  private void wakeAll() {
    if (numbers.get(ASLEEP) == 0) {
      return;
    }
    for (int i = 0; i < members; i++) {
      LockSupport.unpark(sleepers.get(i));
    }
  }

  /** A member fails and comes to no meeting any more: nobody may wait for it. */
  void leave() {
    numbers.set(BROKEN, 1);
    wakeAll();
  }

  /** Begins anew; no member may be at work. */
  void gather() {
    numbers.set(ARRIVED, 0);
    numbers.set(BROKEN, 0);
  }
}
