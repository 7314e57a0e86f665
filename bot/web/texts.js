// JSON inside, for tests to read. "door" is vetted: never reword it.
export default {
  "en": {
    "name": "Know 287(g)",
    "tagline": "Free. Not the government.",
    "toggle": "Español",
    "exit": "Quick exit",
    "crisis": "ICE is at my door",
    "labels": { "log": "Conversation", "options": "You can ask", "unsent": "Not sent yet" },
    "label": "Your question",
    "placeholder": "Ask, without names",
    "send": "Send",
    "erase": "Erase chat",
    "erased": "The chat is gone from this screen.",
    "shift": "To leave, press Shift again:",
    "title": "Do police near you work with ICE?",
    "about": [
      "Ask which police, sheriffs and jails are in ICE's 287(g) program, what their officers may do, what your rights are and whom to call.",
      "This is an automatic service, not a lawyer. It gives general information, not legal advice."
    ],
    "careful": "Do not write names, A-numbers or addresses. A town, county or ZIP code is enough.",
    "starters": ["What is 287(g)?", "Does my county work with ICE?", "What are my rights in a traffic stop?", "How do I find someone who was detained?"],
    "shared": "Does someone else use this device?",
    "device": "This page sets no cookies and saves no chat. Your questions go to our server. “Quick exit”, or Shift three times, erases them and opens another page. Browser history and phone records may still show your visit.",
    "you": "You said:",
    "bot": "Answer:",
    "count": "Buttons to choose from:",
    "sources": "Sources",
    "published": "published",
    "checked": "checked",
    "reviewed": "Answer reviewed",
    "tab": "(new tab)",
    "sending": "One moment…",
    "again": "Try again",
    "problems": {
      "offline": "No connection right now. Your question stays here and goes by itself as soon as it can.",
      "slow": "The answer takes longer than it should. I am trying again.",
      "busy": "Many people are asking right now. I will try again in a moment.",
      "tooLong": "That is too long for me. Please say it in fewer words.",
      "broken": "Something on our side does not work. Please try again in a moment."
    },
    "hotline": ["Hotline: United We Dream MigraWatch ", "1-844-363-1423"],
    "door": {
      "title": "ICE is at your door",
      "first": ["Keep the door closed.", "Say: “Slide a warrant signed by a judge under the door.”", "Answer no questions.", "If they force in, do not resist."],
      "next": [
        "Look at the paper. If it has a court's name on top, a judge's signature and the right name and address, a judge ordered it: do not block them. You can still stay silent.",
        "If it says Homeland Security, I-200 or I-205, no judge signed it. Say: “I do not consent to you coming in.”",
        "If they come in anyway, do not push, run or lie. Hands where they can see them. Say: “I do not consent. I want to stay silent. I want a lawyer.” Sign nothing. Keep children away from the door.",
        "Call your lawyer or local rapid-response line when it is safe. Someone hurt, or you think they are fake: 911. Police may come, and may work with ICE."
      ],
      "note": "English and Spanish; hours not confirmed. General information, not legal advice. Checked",
      "checked": "2026-11-25",
      "close": "Back to the chat"
    }
  },
  "es": {
    "name": "Conoce el 287(g)",
    "tagline": "Gratis. No es del gobierno.",
    "toggle": "English",
    "exit": "Salir ya",
    "crisis": "ICE está en mi puerta",
    "labels": { "log": "Conversación", "options": "Puede preguntar", "unsent": "Todavía no se envió" },
    "label": "Su pregunta",
    "placeholder": "Pregunte, sin nombres",
    "send": "Enviar",
    "erase": "Borrar chat",
    "erased": "El chat ya no está en esta pantalla.",
    "shift": "Para salir, oprima otra vez Shift (Mayús):",
    "title": "¿La policía de su zona trabaja con ICE?",
    "about": [
      "Pregunte qué policías, alguaciles y cárceles están en el programa 287(g) de ICE, qué pueden hacer sus agentes, qué derechos tiene usted y a quién llamar.",
      "Este es un servicio automático, no un abogado. Da información general, no consejo legal."
    ],
    "careful": "No escriba nombres, Número A ni direcciones. Basta la ciudad, el condado o el código postal.",
    "starters": ["¿Qué es el 287(g)?", "¿Mi condado trabaja con ICE?", "¿Qué derechos tengo en una parada de tráfico?", "¿Cómo busco a una persona detenida?"],
    "shared": "¿Alguien más usa este aparato?",
    "device": "Esta página no usa cookies ni guarda el chat. Sus preguntas van a nuestro servidor. “Salir ya”, o Shift (Mayús) tres veces, las borra y abre otra página. El historial y los registros del teléfono pueden mostrar su visita.",
    "you": "Usted dijo:",
    "bot": "Respuesta:",
    "count": "Botones para escoger:",
    "sources": "Fuentes",
    "published": "publicado el",
    "checked": "comprobado el",
    "reviewed": "Respuesta revisada el",
    "tab": "(otra pestaña)",
    "sending": "Un momento…",
    "again": "Intentar de nuevo",
    "problems": {
      "offline": "Ahora no hay conexión. Su pregunta queda aquí y se envía sola en cuanto se pueda.",
      "slow": "La respuesta tarda más de lo normal. Lo intento otra vez.",
      "busy": "Mucha gente pregunta en este momento. Lo intento otra vez en un momento.",
      "tooLong": "Es demasiado largo para mí. Por favor, dígalo con menos palabras.",
      "broken": "Algo de nuestro lado no funciona. Por favor, intente de nuevo en un momento."
    },
    "hotline": ["Línea de ayuda: United We Dream MigraWatch ", "1-844-363-1423"],
    "door": {
      "title": "ICE está en su puerta",
      "first": ["No abra la puerta.", "Diga desde adentro: “Pase por debajo la orden firmada por un juez.”", "No conteste preguntas.", "Si entran a la fuerza, no se resista."],
      "next": [
        "Mire el papel. Si arriba dice el nombre de una corte, lo firma un juez y su nombre y dirección están bien, lo ordenó un juez: no les impida el paso. Igual puede guardar silencio.",
        "Si dice Homeland Security, I-200 o I-205, no lo firmó un juez. Diga: “No doy mi consentimiento para que entren.”",
        "Si entran de todos modos, no empuje, no corra y no mienta. Manos a la vista. Diga: “No doy mi consentimiento. Quiero guardar silencio. Quiero un abogado.” No firme nada. Que los niños no se acerquen a la puerta.",
        "Cuando sea seguro, llame a su abogado o a la línea de respuesta rápida de su zona. Si hay heridos o cree que no son agentes de verdad, llame al 911. Puede llegar la policía, y puede que trabaje con ICE."
      ],
      "note": "Inglés y español; horario sin confirmar. Información general, no consejo legal. Comprobado el",
      "checked": "2026-11-25",
      "close": "Volver al chat"
    }
  }
};
