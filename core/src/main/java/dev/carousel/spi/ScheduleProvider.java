package dev.carousel.spi;

/** Makes schedules of one kind; found by {@link java.util.ServiceLoader}. */
public interface ScheduleProvider extends Provider<Schedule> {}
