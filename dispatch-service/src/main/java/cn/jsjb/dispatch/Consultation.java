package cn.jsjb.dispatch;

import cn.jsjb.event.DispatchEvent.ConsultationKind;
import java.time.Instant;
import java.util.List;

/** 会商. @param open not concluded yet */
public record Consultation(int number, ConsultationKind kind, List<String> participants, Instant at, boolean open) {}
