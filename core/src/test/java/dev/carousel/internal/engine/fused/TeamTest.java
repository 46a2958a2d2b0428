package dev.carousel.internal.engine.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that meet, and the pool that lends them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamTest {
  private static final int MEETINGS = 300;

  /** Each writes, all meet, each reads what its neighbour wrote: without a lock or a volatile. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void allSeeWhatWasDoneBeforeAMeeting(int members) {
    WorkerPool pool = new WorkerPool(members);
    Team team = new Team(members);
    int[] numbers = new int[members];
    AtomicInteger wrong = new AtomicInteger();
    boolean ran =
        pool.runTogether(
            members,
            member -> {
              for (int round = 1; round <= MEETINGS; round++) {
                numbers[member] = round;
                team.meet(member);
                if (numbers[(member + 1) % members] != round) {
                  wrong.incrementAndGet();
                }
                team.meet(member);
              }
            });
    pool.close();
    assertTrue(ran);
    assertEquals(0, wrong.get());
  }

  @Test
  void whoSleepsAtAMeetingIsWoken() {
    WorkerPool pool = new WorkerPool(3);
    Team team = new Team(3);
    pool.runTogether(
        3,
        member -> {
          for (int round = 0; round < 5; round++) {
            if (member == round % 3) {
              LockSupport.parkNanos(30_000_000);
            }
            team.meet(member);
          }
        });
    pool.close();
  }

  /** The one who fails is told of; the others wait for it no longer; the next run is as any. */
  @Test
  void whoFailsKeepsNobodyWaiting() {
    WorkerPool pool = new WorkerPool(3);
    Team team = new Team(3);
    AtomicInteger broken = new AtomicInteger();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                pool.runTogether(
                    3,
                    member -> {
                      team.meet(member);
                      if (member == 1) {
                        LockSupport.parkNanos(20_000_000);
                        team.leave();
                        throw new IllegalStateException("one of three");
                      }
                      assertThrows(Team.Broken.class, () -> team.meet(member));
                      broken.incrementAndGet();
                    }));
    assertEquals("one of three", failure.getMessage());
    assertEquals(2, broken.get());
    team.gather();
    AtomicInteger met = new AtomicInteger();
    pool.runTogether(
        3,
        member -> {
          team.meet(member);
          met.incrementAndGet();
        });
    pool.close();
    assertEquals(3, met.get());
  }

  @Test
  void morePlacesThanThreadsAreNotFilled() {
    WorkerPool pool = new WorkerPool(2);
    assertFalse(pool.runTogether(3, member -> {}));
    pool.close();
  }

  /** A member of a team that waits for a thread that is busy elsewhere would wait for ever. */
  @Test
  void aPoolAtWorkLendsNobody() throws InterruptedException {
    WorkerPool pool = new WorkerPool(2);
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    Thread other =
        new Thread(
            () ->
                pool.run(
                    2,
                    i -> {
                      started.countDown();
                      await(end);
                    }));
    other.start();
    started.await();
    assertFalse(pool.runTogether(2, member -> {}));
    end.countDown();
    other.join();
    assertTrue(pool.runTogether(2, member -> {}));
    pool.close();
  }

  @Test
  void aTaskOfThePoolGetsNoTeam() {
    WorkerPool pool = new WorkerPool(2);
    AtomicInteger lent = new AtomicInteger();
    pool.run(
        2,
        i -> {
          if (pool.runTogether(2, member -> {})) {
            lent.incrementAndGet();
          }
        });
    pool.close();
    assertEquals(0, lent.get());
  }

  @Test
  void aClosedPoolLendsNobody() {
    WorkerPool pool = new WorkerPool(2);
    pool.close();
    assertFalse(pool.runTogether(2, member -> {}));
  }

  /** Its threads stay until the team has done its work. */
  @Test
  void aPoolThatIsClosedMeanwhileEndsAfterTheTeam() throws InterruptedException {
    WorkerPool pool = new WorkerPool(3);
    Team team = new Team(3);
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    Thread other =
        new Thread(
            () ->
                pool.runTogether(
                    3,
                    member -> {
                      for (int round = 0; round < 50; round++) {
                        started.countDown();
                        LockSupport.parkNanos(100_000);
                        team.meet(member);
                      }
                      done.incrementAndGet();
                    }));
    other.start();
    started.await();
    pool.close();
    other.join();
    assertEquals(3, done.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
